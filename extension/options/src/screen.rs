//! The options page as markup.

use cairn_messages::{Masks, Review};
use cairn_page::{Text, text};
use maud::{Markup, html};

use crate::masks::masks;
use crate::review::review;

/// What the page knows when it opens.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// Address of the server, if one is set.
    pub address: String,
    /// Whether a key is saved. The key itself never comes here.
    pub has_key: bool,
    /// Whether an administrator set the server.
    pub server_fixed: bool,
    /// `light`, `dark`, or anything else for the system's.
    pub appearance: String,
    /// Whether an administrator set the appearance.
    pub appearance_fixed: bool,
    /// What is masked in texts.
    pub masks: Masks,
    /// Whether everything is looked at before it is sent.
    pub review: Review,
}

/// The page.
pub fn options(model: &Model) -> Markup {
    html! {
        main {
            h1 { (text(Text::OptionsTitle)) }
            (server(model))
            (appearance(model))
            (review(model.review))
            (privacy(model))
            (permissions())
        }
    }
}

fn server(model: &Model) -> Markup {
    html! {
        section aria-labelledby="server-heading" {
            h2 id="server-heading" { (text(Text::ServerHeading)) }
            p { (text(Text::ServerIntro)) }
            @if model.server_fixed {
                p.obstacle { (text(Text::FixedByAdministrator)) " " strong { (model.address) } }
                div.row { button type="button" data-do="test" { (text(Text::TestConnection)) } }
            } @else {
                (server_form(model))
            }
            p.hint id="server-answer" role="status" {}
        }
    }
}

fn server_form(model: &Model) -> Markup {
    let key_hint = text(if model.has_key { Text::KeySaved } else { Text::KeyHint });
    html! {
        form id="server" novalidate {
            label for="address" { (text(Text::AddressLabel)) }
            input id="address" type="url" inputmode="url" autocomplete="off" spellcheck="false"
                aria-describedby="address-hint server-answer" value=(model.address);
            p.hint id="address-hint" { (text(Text::AddressHint)) }
            label for="key" { (text(Text::KeyLabel)) }
            input id="key" type="password" autocomplete="off" spellcheck="false" aria-describedby="key-hint server-answer";
            p.hint id="key-hint" { (key_hint) }
            div.row {
                button.primary type="submit" { (text(Text::Save)) }
                button type="button" data-do="test" { (text(Text::TestConnection)) }
                @if !model.address.is_empty() {
                    button.plain.danger type="button" data-do="forget" { (text(Text::Forget)) }
                }
            }
        }
    }
}

fn appearance(model: &Model) -> Markup {
    let choices = [
        ("system", Text::AppearanceSystem),
        ("light", Text::AppearanceLight),
        ("dark", Text::AppearanceDark),
    ];
    let chosen = if ["light", "dark"].contains(&model.appearance.as_str()) {
        model.appearance.as_str()
    } else {
        "system"
    };
    html! {
        section {
            fieldset disabled[model.appearance_fixed] {
                legend { h2 { (text(Text::AppearanceHeading)) } }
                @for (value, words) in choices {
                    label.choice {
                        input type="radio" name="appearance" value=(value) checked[value == chosen];
                        (text(words))
                    }
                }
            }
            @if model.appearance_fixed { p.obstacle { (text(Text::FixedByAdministrator)) } }
        }
    }
}

fn privacy(model: &Model) -> Markup {
    html! {
        section aria-labelledby="privacy-heading" {
            h2 id="privacy-heading" { (text(Text::PrivacyHeading)) }
            p { (text(Text::PrivacyRecorded)) }
            (list(Text::PrivacyRecordedList))
            p { (text(Text::PrivacyNever)) }
            (list(Text::PrivacyNeverList))
            p { (text(Text::PrivacyWhere)) }
            (masks(&model.masks))
        }
    }
}

fn permissions() -> Markup {
    let all = [
        Text::PermissionSites,
        Text::PermissionTabs,
        Text::PermissionNavigation,
        Text::PermissionScripting,
        Text::PermissionOffscreen,
        Text::PermissionStorage,
        Text::PermissionPanel,
    ];
    html! {
        section aria-labelledby="permissions-heading" {
            h2 id="permissions-heading" { (text(Text::PermissionsHeading)) }
            p { (text(Text::PermissionsIntro)) }
            dl {
                @for one in all {
                    @let words = text(one);
                    @let (name, purpose) = words.split_once('|').unwrap_or((&words, ""));
                    dt { (name) } dd { (purpose) }
                }
            }
        }
    }
}

/// The entries of a text, which are separated by `|`.
fn list(entries: Text) -> Markup {
    let words = text(entries);
    html! { ul { @for entry in words.split('|') { li { (entry) } } } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saved_key_is_said_and_not_shown() {
        let page =
            options(&Model { address: "https://a.example".into(), has_key: true, ..Model::default() }).0;
        assert!(page.contains("A key is saved."));
        let (_, key) = page.split_once("id=\"key\"").unwrap();
        assert!(!key.split('>').next().unwrap().contains("value"));
    }

    #[test]
    fn what_an_administrator_set_cannot_be_changed() {
        let model = Model {
            address: "https://a.example".into(),
            server_fixed: true,
            appearance_fixed: true,
            ..Model::default()
        };
        let page = options(&model).0;
        assert!(!page.contains("<form") && page.contains("Set by your administrator."));
        assert!(page.contains("<fieldset disabled"));
    }

    #[test]
    fn an_unknown_appearance_is_the_systems() {
        let page = options(&Model { appearance: "purple".into(), ..Model::default() }).0;
        assert!(page.contains("value=\"system\" checked"));
    }
}
