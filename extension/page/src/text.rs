//! The words of the extension's own screens: one name for each entry of `_locales`.

macro_rules! texts {
    ($($name:ident),* $(,)?) => {
        /// An entry of the catalogue `_locales/*/messages.json`; its key is this name in camel case.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "the catalogue has the words and describes them")]
        pub enum Text { $($name),* }

        impl Text {
            /// Every entry that the code uses.
            #[cfg(test)]
            const ALL: &[Self] = &[$(Self::$name),*];

            fn name(self) -> &'static str {
                match self { $(Self::$name => stringify!($name)),* }
            }
        }
    };
}

texts![
    // Buttons. Outside tools rely on the words of the first five, of AddNote and of TakePicture.
    StartRecording,
    Pause,
    Resume,
    StopRecording,
    Discard,
    Undo,
    AddNote,
    TakePicture,
    UndoStep,
    Redo,
    NoteLabel,
    SaveNote,
    Cancel,
    SecretNext,
    SecretNextOn,
    ContinueRecording,
    NoteAfter,
    PlaceMark,
    UploadChanged,
    UploadAgain,
    PictureChanged,
    DiscardNow,
    TryAgain,
    SaveAsHtml,
    SaveAsMarkdown,
    NewRecording,
    OpenGuide,
    OpenPanel,
    OpenLastGuide,
    Options,
    // The side panel.
    IdleTitle,
    IdleHintOne,
    IdleHintTwo,
    IdleHintThree,
    NoTab,
    ServerReady,
    ServerNone,
    ServerSetUp,
    LastGuide,
    StateStarting,
    StateRecording,
    StatePaused,
    StateStopping,
    StateDiscarding,
    DiscardingHint,
    StateStopped,
    Steps,
    NoStepsYet,
    StepAnnounced,
    StepRemoved,
    // The look before sending.
    NotSent,
    NotSentHint,
    NotSentNoServer,
    LookThrough,
    WhatIsSent,
    SendNow,
    Back,
    PictureCountOne,
    PictureCountMany,
    MaskedCountOne,
    MaskedCountMany,
    MaskedNone,
    CoveredCountOne,
    CoveredCountMany,
    MaskedWhy,
    OfWhole,
    TakeOutStep,
    StepTakenOut,
    PutBack,
    CoverPart,
    CoverPartHint,
    CoverNow,
    CoverKeys,
    CoverAdd,
    CoverRemove,
    CoverWhole,
    CoverPlace,
    CoverNone,
    CoverPending,
    ActualSize,
    Covering,
    Covered,
    LeaveOutPicture,
    PutPictureBack,
    MaskField,
    MaskHint,
    MaskButton,
    MaskFound,
    MaskFoundOne,
    MaskFoundNone,
    MaskShort,
    MaskDone,
    FurtherTexts,
    FieldValue,
    FieldKey,
    FieldFile,
    FieldNote,
    FieldName,
    FieldText,
    FieldLabel,
    FieldPlaceholder,
    FieldNearby,
    FieldContext,
    FieldTitle,
    FieldAddress,
    FieldAppeared,
    FieldFrame,
    FieldSelector,
    WhyPassword,
    WhyOneTimeCode,
    WhyCard,
    WhyToken,
    WhyIdentity,
    WhyMarked,
    WhyFound,
    GuideTitle,
    UploadWaiting,
    UploadRunning,
    UploadDone,
    OnlyHere,
    UnsavedQuestion,
    Untitled,
    CountOne,
    CountMany,
    Connecting,
    FileFailed,
    FileSaved,
    Preparing,
    // The popup.
    PopupIdle,
    PanelRefused,
    // The options page.
    OptionsTitle,
    ServerHeading,
    ServerIntro,
    AddressLabel,
    AddressHint,
    KeyLabel,
    KeyHint,
    KeySaved,
    Save,
    TestConnection,
    Forget,
    Saved,
    NotSaved,
    Forgotten,
    AddressMissing,
    KeyMissing,
    FixedByAdministrator,
    Testing,
    TestGood,
    TestUnreachable,
    TestKeyRefused,
    TestNotCairn,
    TestFailed,
    AppearanceHeading,
    AppearanceSystem,
    AppearanceLight,
    AppearanceDark,
    PrivacyHeading,
    PrivacyRecorded,
    PrivacyRecordedList,
    PrivacyNever,
    PrivacyNeverList,
    PrivacyWhere,
    MasksHeading,
    MasksIntro,
    MasksLocked,
    MasksSaved,
    MaskDemanded,
    MaskPersonal,
    MaskSecrets,
    MaskMachines,
    MaskPrivateKey,
    MaskPassword,
    MaskUrlSecret,
    MaskApiKey,
    MaskJwt,
    MaskToken,
    MaskCard,
    MaskIban,
    MaskNationalId,
    MaskEmail,
    MaskPhone,
    MaskIp,
    MaskMac,
    MaskBirthDate,
    MaskAddress,
    MaskName,
    ReviewHeading,
    ReviewChoice,
    ReviewHint,
    PermissionsHeading,
    PermissionsIntro,
    PermissionSites,
    PermissionTabs,
    PermissionNavigation,
    PermissionScripting,
    PermissionOffscreen,
    PermissionStorage,
    PermissionPanel,
];

/// The words, in the browser's language as far as there is a catalogue.
pub fn text(text: Text) -> String {
    look_up(&key(text), &[])
}

/// The words with `$1`, `$2` … filled in.
pub fn text_with(text: Text, parts: &[&str]) -> String {
    look_up(&key(text), parts)
}

/// `StartRecording` becomes `startRecording`.
fn key(text: Text) -> String {
    let name = text.name();
    let (first, rest) = name.split_at(1);
    format!("{}{rest}", first.to_lowercase())
}

#[cfg(target_arch = "wasm32")]
fn look_up(key: &str, parts: &[&str]) -> String {
    cairn_chrome_api::page::message(key, parts)
}

/// Outside a browser (tests, previews): from the English catalogue itself.
#[cfg(not(target_arch = "wasm32"))]
fn look_up(key: &str, parts: &[&str]) -> String {
    let mut words = catalogue(key).unwrap_or_default();
    for (at, part) in parts.iter().enumerate() {
        words = words.replace(&format!("${}", at + 1), part);
    }
    words
}

#[cfg(not(target_arch = "wasm32"))]
fn catalogue(key: &str) -> Option<String> {
    const ENGLISH: &str = include_str!("../../_locales/en/messages.json");
    let all: serde_json::Value = serde_json::from_str(ENGLISH).ok()?;
    Some(all.get(key)?.get("message")?.as_str()?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_in_the_catalogue() {
        for &one in Text::ALL {
            assert!(catalogue(&key(one)).is_some_and(|words| !words.is_empty()), "{} is missing", key(one));
        }
    }

    #[test]
    fn the_buttons_that_outside_tools_press_keep_their_names() {
        let names =
            [Text::StartRecording, Text::Pause, Text::Resume, Text::StopRecording, Text::Discard].map(text);
        assert_eq!(names, ["Start recording", "Pause", "Resume", "Stop recording", "Discard"]);
        assert_eq!([Text::AddNote, Text::TakePicture].map(text), ["Add note", "Take picture"]);
    }

    #[test]
    fn parts_are_filled_in() {
        assert_eq!(text_with(Text::StepAnnounced, &["3", "Click Save"]), "Step 3: Click Save");
    }
}
