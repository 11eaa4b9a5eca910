//! A recording that was changed after it was sent comes again, as a whole, under the same id.

use cairn_api::{Code, Completed, Created, StepResults, StepStatus, WorkflowList, paths};
use cairn_workflow::{Redacted, Workflow};

use crate::support::{Answer, Cairn, Client, Place, Recording, entry, hash, webp};

crate::on_both!(
    a_higher_revision_takes_the_place_of_the_one_before,
    until_it_is_complete_the_one_before_is_shown,
    a_revision_can_come_before_the_first_was_complete,
    an_older_revision_is_refused,
    what_only_the_older_revision_showed_is_gone,
    a_server_that_dies_in_between_has_the_one_or_the_other,
);

impl Recording {
    /// The same recording, changed: the first step is gone with its picture, one with a new picture is put in.
    fn revised(&self, revision: u32) -> Self {
        let mut create = self.create.clone();
        let (mut steps, mut pictures) = (self.steps.clone(), self.pictures.clone());
        let bytes = webp(900_000_000 + revision, 700);
        let mut new = steps.remove(0);
        pictures[0] = bytes.clone();
        if let cairn_workflow::StepPicture::Shown(picture) = &mut new.picture {
            (picture.sha256, picture.bytes) = (hash(&bytes), bytes.len() as u64);
        }
        new.at += i64::from(revision);
        steps.insert(1, new);
        for (seq, step) in (1..).zip(&mut steps) {
            step.seq = seq;
        }
        create.revision = revision;
        create.title = Redacted::authored(format!("Revision {revision}"));
        create.pictures = pictures.iter().map(|bytes| entry(bytes, "image/webp")).collect();
        create.steps = u32::try_from(steps.len()).unwrap();
        Self { create, steps, pictures }
    }

    fn send_revision(&self, client: &Client) -> StepResults {
        let path = paths::of_revision(paths::recording_steps(self.id()), self.create.revision);
        client.post(&path, &self.batch(0, self.steps.len())).json()
    }

    fn complete_revision(&self, client: &Client) -> Answer {
        let path = paths::of_revision(paths::recording_complete(self.id()), self.create.revision);
        client.send("POST", &path, b"")
    }

    /// The whole protocol.
    fn upload_revision(&self, client: &Client) -> Created {
        let created = self.begin(client);
        for at in 0..self.pictures.len() {
            if created.missing.contains(&hash(&self.pictures[at])) {
                assert_eq!(self.put_picture(client, at).status, 204);
            }
        }
        self.send_revision(client);
        self.complete_revision(client).json::<Completed>();
        created
    }
}

fn stored(client: &Client, recording: &Recording) -> Workflow {
    client.get(&paths::workflow(recording.id())).json()
}

fn a_higher_revision_takes_the_place_of_the_one_before(place: &Place) {
    let cairn = Cairn::start(place);
    let client = cairn.client(place);
    let first = Recording::new(4, 3, 500);
    first.upload(&client);
    let second = first.revised(1);
    let created = second.upload_revision(&client);
    assert_eq!(created.missing, [hash(&second.pictures[0])], "what is there is not sent again");
    assert!(created.stored.is_empty() && !created.complete);
    let workflow = stored(&client, &second);
    assert_eq!((workflow.revision, &workflow.steps), (1, &second.steps));
    assert_eq!(workflow.title, second.create.title);
    let list: WorkflowList = client.get(paths::WORKFLOWS).json();
    assert_eq!(list.workflows.len(), 1);
    assert_eq!(list.workflows[0].title.as_str(), "Revision 1");

    // Every call again: the same answers, and nothing doubled.
    let again = second.begin(&client);
    assert!(again.complete && again.missing.is_empty() && again.stored.len() == 4);
    assert!(
        second.send_revision(&client).results.iter().all(|result| result.status == StepStatus::Duplicate)
    );
    second.complete_revision(&client).json::<Completed>();
    assert_eq!(stored(&client, &second).steps, second.steps);

    // Two changes later.
    let fourth = second.revised(3);
    fourth.upload_revision(&client);
    assert_eq!(stored(&client, &fourth).steps, fourth.steps);
}

fn until_it_is_complete_the_one_before_is_shown(place: &Place) {
    let cairn = Cairn::start(place);
    let client = cairn.client(place);
    let first = Recording::new(4, 3, 500);
    first.upload(&client);
    let second = first.revised(1);
    second.begin(&client);
    second.send_revision(&client);
    let problem = second.complete_revision(&client).problem();
    assert_eq!(problem.code, Code::Incomplete);
    assert!(problem.detail.contains(&hash(&second.pictures[0])), "{}", problem.detail);
    let shown = stored(&client, &first);
    assert_eq!((shown.revision, shown.steps), (0, first.steps.clone()));
    let picture = paths::workflow_picture(first.id(), &hash(&first.pictures[0]));
    assert_eq!(client.get(&picture).body, first.pictures[0]);
    // A newer change takes the place of the one that never came whole.
    let third = first.revised(2);
    third.upload_revision(&client);
    assert_eq!(second.begin_refused(&client), Code::Conflict);
    assert_eq!(stored(&client, &third).steps, third.steps);
}

impl Recording {
    fn begin_refused(&self, client: &Client) -> Code {
        client.post(paths::RECORDINGS, &self.create).code()
    }
}

fn a_revision_can_come_before_the_first_was_complete(place: &Place) {
    let cairn = Cairn::start(place);
    let client = cairn.client(place);
    let first = Recording::new(4, 3, 500);
    first.begin(&client);
    first.put_picture(&client, 1);
    first.send_steps(&client, 0, 2);
    let second = first.revised(1);
    let created = second.upload_revision(&client);
    assert!(!created.missing.contains(&hash(&first.pictures[0])), "only what this revision needs");
    assert_eq!(stored(&client, &second).steps, second.steps);
}

fn an_older_revision_is_refused(place: &Place) {
    let cairn = Cairn::start(place);
    let client = cairn.client(place);
    let first = Recording::new(3, 1, 500);
    first.upload(&client);
    let second = first.revised(1);
    second.upload_revision(&client);
    assert_eq!(first.begin_refused(&client), Code::Conflict);
    let answer = client.post(&paths::recording_steps(first.id()), &first.batch(0, 3));
    assert_eq!(answer.code(), Code::NotFound, "there is no such revision any more");
    let mut other = second.create.clone();
    other.steps = 9;
    assert_eq!(client.post(paths::RECORDINGS, &other).code(), Code::Conflict);
    let path = format!("{}?revision=x", paths::recording_complete(first.id()));
    assert_eq!(client.send("POST", &path, b"").code(), Code::BadRequest);
    assert_eq!(stored(&client, &second).steps, second.steps);
}

fn what_only_the_older_revision_showed_is_gone(place: &Place) {
    let cairn = Cairn::start(place);
    let client = cairn.client(place);
    let first = Recording::new(4, 3, 500);
    first.upload(&client);
    first.revised(1).upload_revision(&client);
    let picture = |at: usize| client.get(&paths::workflow_picture(first.id(), &hash(&first.pictures[at])));
    assert_eq!(picture(0).status, 404, "the picture that was left out");
    assert_eq!(picture(1).body, first.pictures[1]);
    let names = walk(&place.data());
    assert!(!names.iter().any(|name| name.contains(&hash(&first.pictures[0]))), "and its file");
    assert!(names.iter().any(|name| name.contains(&hash(&first.pictures[1]))));
}

fn walk(folder: &std::path::Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            names.extend(walk(&path));
        } else {
            names.push(path.display().to_string());
        }
    }
    names
}

fn a_server_that_dies_in_between_has_the_one_or_the_other(place: &Place) {
    let cairn = Cairn::start(place);
    let client = cairn.client(place);
    let first = Recording::new(4, 2, 500);
    first.upload(&client);
    let second = first.revised(1);
    second.begin(&client);
    second.put_picture(&client, 0);
    let acknowledged = second.send_revision(&client);
    assert!(acknowledged.results.iter().all(|result| result.status == StepStatus::Stored));
    cairn.kill();
    let cairn = Cairn::start(place);
    let client = client.at(&cairn.address);
    assert_eq!(stored(&client, &first).steps, first.steps);
    let created = second.begin(&client);
    assert_eq!((created.stored, created.missing), (vec![1, 2, 3, 4], vec![]), "nothing acknowledged is lost");
    second.complete_revision(&client).json::<Completed>();
    assert_eq!(stored(&client, &second).steps, second.steps);
}
