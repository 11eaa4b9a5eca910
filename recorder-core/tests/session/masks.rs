//! What is masked is what the settings said at the last start.

use cairn_messages::{Masks, Settings, TabFacts, ToContent};
use cairn_redact::{Class, Classes, Redacted};
use cairn_workflow::{ScanMark, SessionId};
use recorder_core::session::{Effect, Input, Live};

use super::bench::*;

const NOTE: &str = "Dear Ann Smith, your e-mail is ann@example.org";

fn settings(chosen: &[(&str, bool)], always: &[&str]) -> Settings {
    let chosen = chosen.iter().map(|&(name, on)| (name.to_owned(), on)).collect();
    let always = always.iter().map(|&name| name.to_owned()).collect();
    Settings { masks: Masks { chosen, always, policy: Vec::new() }, ..Settings::default() }
}

/// What the content script was told last to mask.
fn told(bench: &Bench) -> Classes {
    let told = bench.effects.iter().rev().find_map(|effect| match effect {
        Effect::Content { message: ToContent::Record { classes }, .. } => Some(Classes::from_bits(*classes)),
        _ => None,
    });
    told.unwrap()
}

/// A note that the person writes, as the recording has it.
fn noted(bench: &mut Bench) -> String {
    bench.give(Input::Live(Live::Note { id: None, after: None, text: Redacted::authored(NOTE) }));
    bench.titles().pop().unwrap()
}

#[test]
fn without_a_choice_the_default_is_masked() {
    let mut bench = Bench::started();
    assert_eq!(told(&bench).and(Classes::ALL.without(Class::Name)), told(&bench));
    assert!(told(&bench).contains(Class::Email));
    assert_eq!(noted(&mut bench), "Dear Ann Smith, your e-mail is •••");
}

#[test]
fn a_choice_counts_from_the_next_start() {
    let mut bench = Bench::started();
    bench.session.set_settings(&settings(&[("name", true), ("email", false)], &[]));
    bench.give(Input::Pause);
    bench.give(Input::Resume);
    assert!(told(&bench).contains(Class::Email) && !told(&bench).contains(Class::Name));
    assert_eq!(noted(&mut bench), "Dear Ann Smith, your e-mail is •••");

    bench.give(Input::Discard);
    bench.give(Input::Start { session: SessionId::new(2_000, [4; 10]), tab: tab() });
    bench.hello("next", TAB);
    assert!(!told(&bench).contains(Class::Email) && told(&bench).contains(Class::Name));
    assert!(told(&bench).contains(Class::Card));
    assert_eq!(noted(&mut bench), "Dear •••, your e-mail is ann@example.org");
}

#[test]
fn the_start_itself_is_masked_so() {
    let mut bench = Bench::started();
    bench.give(Input::Discard);
    bench.session.set_settings(&settings(&[("email", false)], &["email", "name"]));
    let tab = TabFacts { title: NOTE.into(), ..tab() };
    bench.give(Input::Start { session: SessionId::new(2_000, [4; 10]), tab });
    assert_eq!(bench.session.workflow().unwrap().title.as_str(), "Dear •••, your e-mail is •••");
}

#[test]
fn going_on_is_a_start_too() {
    let mut bench = Bench::started();
    bench.click(1, 1);
    bench.session.set_settings(&settings(&[("email", false)], &[]));
    bench.stop();
    bench.give(Input::Live(Live::Continue { tab: tab(), after: None }));
    bench.hello("next", TAB);
    assert!(!told(&bench).contains(Class::Email));
}

#[test]
fn after_a_crash_the_settings_are_those_of_now() {
    let mut bench = Bench::started();
    bench.click(1, 1);
    bench.session = bench.after_a_crash();
    bench.session.set_settings(&settings(&[("name", true)], &[]));
    assert_eq!(noted(&mut bench), "Dear •••, your e-mail is •••");
}

/// The marks of the recording and of its steps.
fn marks(bench: &Bench) -> (ScanMark, Vec<ScanMark>) {
    let workflow = bench.session.workflow().unwrap();
    (workflow.scan, workflow.steps.iter().map(|step| step.scan).collect())
}

#[test]
fn marks_say_what_was_looked_for() {
    let mut bench = Bench::started();
    bench.give(Input::Discard);
    let names = settings(&[("email", false)], &["name"]);
    bench.session.set_settings(&names);
    bench.give(Input::Start { session: SessionId::new(2_000, [4; 10]), tab: tab() });
    bench.hello("doc", TAB);
    bench.click(1, 1);
    noted(&mut bench);
    let mark = ScanMark::of(names.masks.classes());
    assert!(mark.searched().contains(Class::Name) && !mark.searched().contains(Class::Email));
    assert_eq!(marks(&bench), (mark, vec![mark; 2]));
    let mut again = bench.after_a_crash();
    // What counts now was not looked for then.
    again.set_settings(&settings(&[], &["name", "address"]));
    bench.session = again;
    assert_eq!(marks(&bench), (mark, vec![mark; 2]));
}

#[test]
fn what_was_looked_for_less_somewhere_weakens_the_whole() {
    let mut bench = Bench::started();
    bench.click(1, 1);
    bench.stop();
    let strict = settings(&[], &["name"]);
    bench.session.set_settings(&strict);
    bench.give(Input::Live(Live::Continue { tab: tab(), after: None }));
    bench.hello("next", TAB);
    noted(&mut bench);
    let (before, since) = (ScanMark::current(), ScanMark::of(strict.masks.classes()));
    assert_eq!(marks(&bench), (before, vec![before, since]));
}

#[test]
fn what_the_server_demands_is_masked_from_the_next_start_on() {
    let mut bench = Bench::started();
    let mut demanded = settings(&[("name", false)], &[]);
    demanded.masks.policy = vec!["name".into()];
    bench.session.set_settings(&demanded);
    assert_eq!(noted(&mut bench), "Dear Ann Smith, your e-mail is •••");
    bench.give(Input::Discard);
    bench.give(Input::Start { session: SessionId::new(2_000, [4; 10]), tab: tab() });
    bench.hello("doc", TAB);
    assert_eq!(noted(&mut bench), "Dear •••, your e-mail is •••");
}
