use serde::{Deserialize, Serialize};

/// What a span is. The order is that of strength: of findings that overlap, the class that stands first wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
#[repr(u8)]
pub enum Class {
    /// A private key (PEM, OpenSSH, PGP), with its armour.
    PrivateKey = 1,
    /// A password, PIN, one-time code or card security code that its label names.
    Password,
    /// User name and password of an address, or the value of a parameter that carries a credential.
    UrlSecret,
    /// A key or token with the known beginning of its issuer.
    ApiKey,
    /// A JSON Web Token.
    Jwt,
    /// A long string that no person would write.
    Token,
    /// A payment card's number.
    Card,
    /// An account number (ISO 13616).
    Iban,
    /// A number that a state gave to a person.
    NationalId,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// An IP address, version 4 or 6.
    Ip,
    /// A network card's address.
    Mac,
    /// A date of birth that its label names.
    BirthDate,
    /// A postal address that its label names.
    Address,
    /// A person's name that a label, a greeting or a title introduces.
    Name,
}

impl Class {
    /// All classes, in order.
    pub const ALL: [Self; 16] = [
        Self::PrivateKey,
        Self::Password,
        Self::UrlSecret,
        Self::ApiKey,
        Self::Jwt,
        Self::Token,
        Self::Card,
        Self::Iban,
        Self::NationalId,
        Self::Email,
        Self::Phone,
        Self::Ip,
        Self::Mac,
        Self::BirthDate,
        Self::Address,
        Self::Name,
    ];

    /// The name by which the class is stored and sent. It never changes.
    pub const fn name(self) -> &'static str {
        match self {
            Self::PrivateKey => "privateKey",
            Self::Password => "password",
            Self::UrlSecret => "urlSecret",
            Self::ApiKey => "apiKey",
            Self::Jwt => "jwt",
            Self::Token => "token",
            Self::Card => "card",
            Self::Iban => "iban",
            Self::NationalId => "nationalId",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Ip => "ip",
            Self::Mac => "mac",
            Self::BirthDate => "birthDate",
            Self::Address => "address",
            Self::Name => "name",
        }
    }

    /// The class of a name; nothing for a name that is none.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.name() == name)
    }

    /// The class of a number in a reading's marks.
    pub(super) fn from_mark(mark: u8) -> Option<Self> {
        Self::ALL.get(usize::from(mark).wrapping_sub(1)).copied()
    }
}

/// A set of classes: which ones are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Classes(u32);

impl Classes {
    /// No class.
    pub const NONE: Self = Self(0);

    /// Every class.
    pub const ALL: Self = Self(u32::MAX);

    /// What proves itself by its check digits or its shape, in whatever text it stands.
    pub const PROVEN: Self = Self::NONE
        .with(Class::PrivateKey)
        .with(Class::UrlSecret)
        .with(Class::ApiKey)
        .with(Class::Jwt)
        .with(Class::Card)
        .with(Class::Iban)
        .with(Class::Email);

    /// What is masked whatever anybody chooses: with these a reader of the guide could act as the person.
    pub const ALWAYS: Self = Self::NONE
        .with(Class::PrivateKey)
        .with(Class::Password)
        .with(Class::UrlSecret)
        .with(Class::ApiKey)
        .with(Class::Jwt)
        .with(Class::Token)
        .with(Class::Card);

    /// The set as a number, for messages between parts of one build. What is stored has names.
    pub const fn bits(self) -> u32 {
        self.0
    }

    /// The set of such a number.
    pub const fn from_bits(bits: u32) -> Self {
        Self(bits)
    }

    /// The classes of the set, in order.
    pub fn iter(self) -> impl Iterator<Item = Class> {
        Class::ALL.into_iter().filter(move |class| self.contains(*class))
    }

    /// The names of the classes, in order: how a set is stored.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        self.iter().map(Class::name)
    }

    /// The classes of either set.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all classes of another set are in this one.
    pub fn covers(self, other: Self) -> bool {
        other.iter().all(|class| self.contains(class))
    }

    /// The classes in both sets.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// This set and one class more.
    #[must_use]
    pub const fn with(self, class: Class) -> Self {
        Self(self.0 | 1 << class as u8)
    }

    /// This set without one class.
    #[must_use]
    pub const fn without(self, class: Class) -> Self {
        Self(self.0 & !(1 << class as u8))
    }

    /// Whether a class is in the set.
    pub const fn contains(self, class: Class) -> bool {
        self.0 & 1 << class as u8 != 0
    }
}

impl FromIterator<Class> for Classes {
    fn from_iter<T: IntoIterator<Item = Class>>(classes: T) -> Self {
        classes.into_iter().fold(Self::NONE, Self::with)
    }
}

/// What is looked for unless somebody says otherwise: all but names, postal addresses and addresses of machines,
/// which most guides are about.
impl Default for Classes {
    fn default() -> Self {
        Self::ALL.without(Class::Name).without(Class::Address).without(Class::Ip).without(Class::Mac)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_marks_lead_back() {
        for (index, class) in Class::ALL.into_iter().enumerate() {
            assert_eq!(Class::from_name(class.name()), Some(class));
            assert_eq!(Class::from_mark(class as u8), Some(class));
            assert_eq!(class as usize, index + 1);
        }
        assert_eq!(Class::from_mark(0), None);
        assert_eq!(Class::from_name("x"), None);
    }

    #[test]
    fn sets_are_kept_by_name() {
        let set = Classes::NONE.with(Class::Email).with(Class::Card);
        assert_eq!(set.names().collect::<Vec<_>>(), ["card", "email"]);
        assert_eq!(set.iter().collect::<Classes>(), set);
        assert!(Classes::ALL.covers(set) && set.covers(set) && !set.covers(Classes::ALWAYS));
    }

    #[test]
    fn each_class_is_on_or_off() {
        for class in Class::ALL {
            assert!(
                Classes::NONE.with(class).contains(class) && !Classes::ALL.without(class).contains(class)
            );
            assert_eq!(Classes::ALL.without(class).with(class), Classes::ALL);
        }
    }
}
