//! The words that tell what stands beside them, in the languages of Europe's and America's interfaces.
//!
//! Only hashes of them are kept in the program. They are made when it is compiled, so that a word or phrase costs
//! four bytes and the list can be read.

#[cfg(test)]
use crate::letters::{is_word, lower};

/// What a word or phrase says about what stands near it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(super) enum Cue {
    /// Nothing.
    None,
    /// A password, token or key follows.
    Secret,
    /// A credential follows at once, as in `Bearer …`.
    Scheme,
    /// A PIN, one-time code or security code follows.
    Code,
    /// In an address's query only: the parameter carries a credential.
    Parameter,
    /// A number that a state gave to a person.
    Identity,
    /// A telephone number.
    Phone,
    /// A date of birth.
    Birth,
    /// A postal address, after a colon or the like.
    Address,
    /// What streets are called.
    Street,
    /// A postal address, at once.
    Place,
    /// The word "name" alone: of a person only where no other word says what it is the name of.
    Name,
    /// A person's name, after a colon.
    Person,
    /// A person's name, at once.
    Called,
    /// Words at the beginning of a message or page, before a name.
    Greeting,
    /// A title before a name.
    Title,
    /// A small word between a label and its value.
    Is,
    /// Who is greeted without a name.
    Anyone,
    /// Something else that a number, name or address belongs to.
    Other,
}

impl Cue {
    /// The bit of the cue in a set of cues.
    pub const fn bit(self) -> u32 {
        if self as u8 == 0 { 0 } else { 1 << self as u8 }
    }

    const ALL: [Self; 19] = [
        Self::None,
        Self::Secret,
        Self::Scheme,
        Self::Code,
        Self::Parameter,
        Self::Identity,
        Self::Phone,
        Self::Birth,
        Self::Address,
        Self::Street,
        Self::Place,
        Self::Name,
        Self::Person,
        Self::Called,
        Self::Greeting,
        Self::Title,
        Self::Is,
        Self::Anyone,
        Self::Other,
    ];
}

/// How many words the longest phrase has.
pub(super) const LONGEST: usize = 4;

/// Phrases in small letters, parted by `|`; words within a phrase by one space, where the text may have a space,
/// a hyphen, an underline, an apostrophe, a dot or a slash.
const PHRASES: [(Cue, &str); 18] = [
    (
        Cue::Secret,
        "password|passwd|pwd|pass|passphrase|passcode|secret|client secret|clientsecret|secret key|secretkey|\
         secret access key|token|access token|accesstoken|refresh token|refreshtoken|id token|auth token|authtoken|\
         api key|apikey|api token|access key|private key|signing key|webhook secret|credential|credentials|\
         passwort|kennwort|zugangsdaten|geheimnis|mot de passe|clé api|jeton|secret partagé|contraseña|clave|\
         clave api|clave secreta|password temporanea|chiave|chiave api|parola d ordine|wachtwoord|sleutel|senha|\
         palavra passe|chave|chave de api|hasło|klucz|klucz api|lösenord|lösenordet|nyckel|api nyckel|adgangskode|adgangskoden|\
         kodeord|passord|nøgle|nøkkel|salasana|avain|heslo|jelszó|parolă|şifre|parola|пароль|recovery key|\
         account key|accountkey|sharedaccesskey|encryption key|license key|salt|csrf|csrf token|session token|\
         bot token|personal access token|schlüssel|api schlüssel|geheimer schlüssel|zugriffstoken",
    ),
    (Cue::Scheme, "bearer|authorization basic|authorization token"),
    (
        Cue::Code,
        "pin|pin code|otp|totp|cvv|cvc|cvv2|cvc2|csc|2fa|mfa|one time code|one time password|verification code|\
         security code|confirmation code|login code|access code|authentication code|sign in code|your code|\
         einmalcode|bestätigungscode|sicherheitscode|prüfziffer|tan|kartenprüfnummer|code de vérification|\
         code de sécurité|code secret|code pin|cryptogramme|código de verificación|código de seguridad|\
         código pin|codice di verifica|codice di sicurezza|codice pin|verificatiecode|beveiligingscode|\
         pincode|código de verificação|código de segurança|kod weryfikacyjny|kod pin|kod bezpieczeństwa|\
         verifieringskod|säkerhetskod|pinkod|bekræftelseskode|sikkerhedskode|pinkode|bekreftelseskode|\
         vahvistuskoodi|turvakoodi|pin koodi|tunnusluku",
    ),
    (
        Cue::Parameter,
        "key|code|sig|signature|auth|session|sessionid|sid|assertion|jwt|hash|nonce|authkey|state",
    ),
    (
        Cue::Identity,
        "ssn|ssn number|social security|social security number|itin|tax id|tax number|tax identification|taxpayer|\
         national id|national insurance|nino|ni number|nhs|nhs number|identity number|identity card|id card|\
         identification number|passport|passport number|driver s license|driving licence|driver license|\
         sin|social insurance|aadhaar|aadhar|pan card|tfn|tax file number|medicare|steuer id|steuernummer|\
         steueridentifikationsnummer|steuerliche identifikationsnummer|idnr|sozialversicherungsnummer|\
         rentenversicherungsnummer|versicherungsnummer|svnr|sv nummer|ausweisnummer|personalausweis|reisepass|\
         ahv|ahv nummer|avs|sécurité sociale|numéro de sécu|nir|carte d identité|passeport|numéro fiscal|\
         numéro national|registre national|dni|nie|nif|seguridad social|documento de identidad|pasaporte|curp|rfc|\
         rut|cédula|codice fiscale|carta d identità|passaporto|tessera sanitaria|bsn|burgerservicenummer|\
         sofinummer|rijksregisternummer|identiteitskaart|paspoort|cpf|contribuinte|número de contribuinte|\
         cartão de cidadão|passaporte|rg|pesel|nip|dowód osobisty|numer dowodu|paszport|personnummer|\
         samordningsnummer|legitimation|cpr|cpr nummer|cpr nr|fødselsnummer|fødselsnr|d nummer|henkilötunnus|hetu|\
         sotu|passi|rodné číslo|oib|jmbg|cnp|egn|pps|pps number|ppsn|id number|nric|personal number|national number|\
         south african id|isikukood|asmens kodas|tckn|kimlik",
    ),
    (
        Cue::Phone,
        "phone|phone number|telephone|telephone number|tel|tél|mobile|mobile number|cell|cellphone|cell phone|fax|\
         call|text|text me|answering|messages|office|desk|sms|whatsapp|ring me|reach me at|hotline|contact number|dial|telefon|telefonnummer|rufnummer|\
         handy|handynummer|mobil|mobilnummer|mobiltelefon|festnetz|anrufen|erreichbar|téléphone|portable|\
         numéro de téléphone|appelez|appeler|teléfono|móvil|celular|número de teléfono|llame|llamar|llámame|telefono|\
         cellulare|numero di telefono|chiamare|chiamami|telefoon|telefoonnummer|mobiel|mobiele nummer|bel|bellen|\
         telefone|telemóvel|número de telefone|ligue|ligar|numer telefonu|telefonu|komórka|komórkowy|zadzwoń|\
         telefonnumer|mobilen|ring|ringa|tlf|telefonnr|puhelin|puhelinnumero|matkapuhelin|soita|gsm|телефон|\
         registered mobile|landline|phones|my number is",
    ),
    (
        Cue::Birth,
        "date of birth|dob|d o b|birth date|birthdate|birthday|born|born on|geburtsdatum|geburtstag|geboren|geb|\
         geboren am|date de naissance|naissance|né le|née le|né|née|anniversaire|fecha de nacimiento|nacimiento|\
         nacido|nacida|nací|cumpleaños|data di nascita|nascita|nato|nata|compleanno|geboortedatum|geboren op|\
         verjaardag|data de nascimento|nascimento|nascido|nascida|nasci|aniversário|data urodzenia|urodzenia|\
         urodzony|urodzona|urodziny|urodziłem|urodziłam|födelsedatum|född|födelsedag|fødselsdato|fødselsdag|født|\
         syntymäaika|syntynyt|syntymäpäivä|дата рождения|datum narození|bday",
    ),
    (
        Cue::Address,
        "address|home address|postal address|mailing address|street address|shipping address|billing address|\
         delivery address|street|address line|address line 1|address line 2|residence|adresse|anschrift|wohnadresse|lieferadresse|\
         rechnungsadresse|postanschrift|wohnort|adresse postale|adresse de livraison|adresse de facturation|\
         domicile|dirección|dirección postal|dirección de envío|domicilio|indirizzo|indirizzo di spedizione|\
         residenza|adres|woonadres|postadres|bezorgadres|factuuradres|endereço|morada|\
         endereço de entrega|adres zamieszkania|adres dostawy|adress|hemadress|postadress|\
         leveransadress|gatuadress|hjemmeadresse|leveringsadresse|leveringsadresse|postadresse|bopæl|osoite|\
         kotiosoite|postiosoite|toimitusosoite|адрес|lakcím|adresa|location",
    ),
    (
        Cue::Street,
        "rue|avenue|boulevard|chemin|place|allée|impasse|quai|ulica|ul|al|pl|os|aleja|plac|calle|avenida|paseo|plaza|c|\
         via|viale|piazza|corso|largo|strada|rua|travessa|praça|alameda|straße|weg|platz|straat|po box|flat|apt",
    ),
    (
        Cue::Place,
        "live at|lives at|living at|lived at|reside at|resides at|residing at|ship to|ship it to|deliver to|\
         delivered to|deliver it to|shipped to|send it to|mail to|moved to|sent to|wohnhaft|wohnhaft in|wohne in der|\
         wohnt in der|wohnhaft in der|senden an|liefern an|lieferung an|habite au|habite|demeurant|livrer à|\
         livrer au|vivo en|reside en|enviar a|abito in|residente in|spedire a|consegnare a|woon op|woonachtig|\
         wonend|bezorgen op|moro na|reside na|entregar em|mieszkam przy|zamieszkały|bor på|leverer til|\
         leverans till|asun osoitteessa|toimitetaan osoitteeseen",
    ),
    (Cue::Name, "name|nom|nome|nombre|naam|imię|namn|navn|nimi|jméno|név|nume|имя"),
    (
        Cue::Person,
        "full name|first name|firstname|last name|lastname|middle name|given name|family name|surname|maiden name|\
         your name|my name|legal name|customer name|patient name|contact name|employee name|client name|\
         name on card|cardholder|cardholder name|card holder|account holder|beneficiary|recipient|payee|patient|\
         employee|contact person|applicant|customer|attendee|guest|passenger|next of kin|emergency contact|\
         vorname|nachname|familienname|vollständiger name|ihr name|mein name|kontoinhaber|karteninhaber|\
         ansprechpartner|ansprechpartnerin|empfänger|kunde|kundin|mitarbeiter|prénom|nom complet|\
         nom de famille|nom et prénom|prénom et nom|votre nom|titulaire|bénéficiaire|destinataire|client|\
         nombre completo|apellido|apellidos|nombre y apellidos|su nombre|titular|beneficiario|destinatario|cliente|\
         paciente|nome completo|nome e cognome|cognome|il tuo nome|intestatario|paziente|volledige naam|voornaam|\
         achternaam|uw naam|rekeninghouder|begunstigde|ontvanger|klant|contactpersoon|sobrenome|apelido|\
         seu nome|beneficiário|destinatário|imię i nazwisko|nazwisko|odbiorca|klient|pacjent|fullständigt namn|\
         förnamn|efternamn|för och efternamn|mottagare|kund|kontaktperson|fulde navn|fullt navn|fornavn|efternavn|\
         etternavn|efternavn|mellemnavn|modtager|mottaker|kunde navn|koko nimi|etunimi|sukunimi|saaja|vastaanottaja|asiakas|\
         potilas|фио|фамилия|příjmení|assigned to|signed by|reported by|requested by|approved by",
    ),
    (
        Cue::Called,
        "my name is|name is|i am called|this is my friend|signed in as|logged in as|ich heiße|mein name ist|\
         angemeldet als|je m appelle|mon nom est|s appelle|connecté en tant que|me llamo|mi nombre es|se llama|\
         conectado como|mi chiamo|il mio nome è|si chiama|ik heet|mijn naam is|ingelogd als|me chamo|chamo me|\
         meu nome é|o meu nome é|nazywam się|mam na imię|jag heter|mitt namn är|inloggad som|jeg hedder|jeg heter|\
         mit navn er|mitt navn er|logget ind som|logget inn som|nimeni on|minun nimeni on|mi nombre completo es|\
         change it to|kirjautunut käyttäjänä|under the name|in the name of",
    ),
    (
        Cue::Greeting,
        "dear|hi|hello|hey|welcome back|good morning|good afternoon|good evening|thanks|thank you|hallo|liebe|lieber|\
         guten tag|guten morgen|sehr geehrte|sehr geehrter|willkommen zurück|moin|servus|bonjour|salut|cher|chère|\
         bonsoir|hola|estimado|estimada|querido|querida|buenos días|buenas tardes|ciao|caro|cara|gentile|egregio|\
         buongiorno|salve|beste|geachte|hoi|goedemorgen|goedendag|lieve|dag|olá|oi|caro|cara|prezado|prezada|bom dia|\
         boa tarde|cześć|drogi|droga|szanowny|szanowna|dzień dobry|witaj|hej|hejsan|kära|käre|bästa|god morgon|\
         kære|god morgen|goddag|kjære|hei|hyvä|hyvää huomenta|rakas|moi|terve|tervetuloa takaisin|cordialement|\
         best regards|kind regards|regards|sincerely|yours sincerely|cheers|mit freundlichen grüßen|viele grüße|\
         saludos|un saludo|atentamente|cordiali saluti|distinti saluti|met vriendelijke groet|groeten|\
         atenciosamente|cumprimentos|pozdrawiam|z poważaniem|med vänliga hälsningar|vänliga hälsningar|\
         med venlig hilsen|venlig hilsen|med vennlig hilsen|hilsen|ystävällisin terveisin|terveisin",
    ),
    (
        Cue::Title,
        "mr|mrs|ms|miss|mx|dr|prof|professor|herr|herrn|frau|monsieur|madame|mme|mlle|señor|señora|sr|sra|srta|don|\
         doña|sig|signor|signora|sig ra|dott|dott ssa|meneer|mevrouw|dhr|mevr|mw|senhor|senhora|pani|panie|fru|\
         fröken|rouva|hra|docteur|doctor|doktor",
    ),
    (
        Cue::Is,
        "is|are|no|nr|num|number|nummer|numéro|número|numero|numer|ist|lautet|est|es|è|é|jest|to|är|er|on|was|as|\
         value|with|at|in|am|le|el|il|den|dnia|op|em|the|same|following|new|new one|here|they|they are|please|\
         this|for|der|die|das|my|au|la|de|of|s|user|account|card",
    ),
    (
        Cue::Anyone,
        "customer|customers|sir|madam|all|team|user|users|world|there|everyone|everybody|guest|friend|friends|member|\
         colleague|colleagues|kunde|kunden|kundin|damen|damen und herren|zusammen|nutzer|client|clients|cliente|\
         clientes|utilisateur|usuario|utente|klant|klanten|gebruiker|klient|klienci|państwo|użytkowniku|kund|kunder|\
         bruger|bruker|asiakas|käyttäjä|tous|toutes|todos|todas|tutti|allemaal|a todos|alla|alle|kaikki|again|and|\
         for|welcome|you|valued|subscriber|readers|reader|applicant|hiring|support|sales|admin|we|your|please|this|\
         i|the|to|from|our|thanks|it",
    ),
    (
        Cue::Other,
        "order|order number|order no|invoice|invoice number|reference|ref|sku|part number|part|version|build|release|\
         tracking|tracking number|ticket|case|batch|lot|article|item|product|serial|serial number|model|isbn|ean|\
         barcode|receipt|transaction|booking|revision|commit|sha|sha1|sha256|md5|checksum|digest|issue|job|page|\
         row|total|amount|price|qty|quantity|size|timestamp|bestellung|bestellnummer|bestellnr|auftrag|\
         auftragsnummer|rechnung|rechnungsnummer|rechnungsnr|artikel|artikelnummer|version|sendungsnummer|vorgang|\
         commande|numéro de commande|facture|numéro de facture|référence|suivi|colis|pedido|número de pedido|factura|\
         referencia|seguimiento|ordine|numero ordine|fattura|riferimento|spedizione|bestelling|bestelnummer|factuur|\
         factuurnummer|encomenda|fatura|nota fiscal|zamówienie|zamówienia|faktura|faktury|nr zamówienia|beställning|\
         ordernummer|fakturanummer|ordre|ordrenummer|tilaus|tilausnumero|lasku|laskun numero|customer number|\
         kundennummer|file name|filename|user name|username|host name|hostname|domain name|company name|\
         project name|product name|nom d utilisateur|nom de fichier|nombre de usuario|nome utente|gebruikersnaam|\
         benutzername|dateiname|e mail|email|email address|e mail address|e mail adresse|adresse e mail|\
         adresse email|adresse mail|dirección de correo|indirizzo e mail|indirizzo email|e mailadres|\
         endereço de e mail|adres e mail|ip address|ip adresse|adresse ip|mac address|web address|url|\
         dirección ip|indirizzo ip|e postadress|dns|http|https|www",
    ),
];

/// Where a word's hash begins.
pub(super) const SEED: u32 = 0x811C_9DC5;

/// One letter more (the step of FNV-1a, on whole characters).
pub(super) const fn step(hash: u32, letter: u32) -> u32 {
    (hash ^ letter).wrapping_mul(0x0100_0193)
}

/// One word more in a phrase, which begins as 0.
pub(super) const fn join(phrase: u32, word: u32) -> u32 {
    (phrase.rotate_left(9) ^ word).wrapping_mul(0x9E37_79B1)
}

/// The signs of an entry in the table: printable ones, which cost one byte each in a script, where other bytes cost two.
const SIGNS: u32 = 90;

/// The first of the signs.
const FIRST_SIGN: u8 = b'#';

/// How many signs an entry has.
const LENGTH: usize = 4;

/// Room for a cue in an entry.
const CUES: u32 = 32;

/// How many different phrases an entry can tell apart: one word in two thousand has the number of another's.
const PHRASE_NUMBERS: u32 = SIGNS.pow(LENGTH as u32) / CUES;

/// The entries, in order: the number of a phrase, and as the last digit its cue. Of equal phrases the first of the
/// list above is found.
static ENTRIES: [u8; COUNT * LENGTH] = entries();

const COUNT: usize = count();

/// What a phrase says.
pub(super) fn find(phrase: u32) -> Cue {
    let least = phrase % PHRASE_NUMBERS * CUES;
    let entry = |at: usize| {
        let signs = ENTRIES.get(at * LENGTH..).unwrap_or_default().iter().take(LENGTH);
        signs.fold(0, |entry, sign| entry * SIGNS + u32::from(sign - FIRST_SIGN))
    };
    let (mut low, mut high) = (0, COUNT);
    while low < high {
        let middle = (low + high) / 2;
        if entry(middle) < least {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    let cue = entry(low).wrapping_sub(least);
    Cue::ALL.get(cue as usize).copied().unwrap_or(Cue::None)
}

/// One pass over the list: calls for each phrase are written out, as constants know no closures. Fills `out` with
/// entries as far as it reaches, and returns how many phrases there are.
const fn read_phrases(out: &mut [u32]) -> usize {
    let mut count = 0;
    let mut row = 0;
    while row < PHRASES.len() {
        let (cue, text) = PHRASES[row];
        let bytes = text.as_bytes();
        let (mut at, mut phrase, mut word) = (0, 0, SEED);
        while at <= bytes.len() {
            let end = at == bytes.len() || bytes[at] == b'|';
            if end || bytes[at] == b' ' {
                phrase = join(phrase, word);
                word = SEED;
                at += 1;
            } else {
                let (letter, next) = letter(bytes, at);
                word = step(word, letter);
                at = next;
            }
            if end {
                if count < out.len() {
                    out[count] = phrase % PHRASE_NUMBERS * CUES + cue as u32;
                }
                count += 1;
                phrase = 0;
            }
        }
        row += 1;
    }
    count
}

/// The letter of UTF-8 (of at most two bytes) at a place, and the place after it.
const fn letter(bytes: &[u8], at: usize) -> (u32, usize) {
    let first = bytes[at] as u32;
    if first < 0x80 { (first, at + 1) } else { ((first & 0x1F) << 6 | bytes[at + 1] as u32 & 0x3F, at + 2) }
}

const fn count() -> usize {
    read_phrases(&mut [])
}

/// The entries, sorted; phrases that stand twice keep their first cue, for that one is the smaller number.
const fn entries() -> [u8; COUNT * LENGTH] {
    let mut out = [0; COUNT];
    read_phrases(&mut out);
    let mut gap = COUNT / 2;
    while gap > 0 {
        let mut next = gap;
        while next < COUNT {
            let entry = out[next];
            let mut at = next;
            while at >= gap && out[at - gap] > entry {
                out[at] = out[at - gap];
                at -= gap;
            }
            out[at] = entry;
            next += 1;
        }
        gap /= 2;
    }
    let mut signs = [0; COUNT * LENGTH];
    let mut at = signs.len();
    while at > 0 {
        at -= 1;
        let entry = &mut out[at / LENGTH];
        signs[at] = FIRST_SIGN + (*entry % SIGNS) as u8;
        *entry /= SIGNS;
    }
    signs
}

/// The cue of a phrase in any spelling, as a text has it.
#[cfg(test)]
pub(super) fn of(text: &str) -> Cue {
    let words = text.split(|c: char| !is_word(c)).filter(|word| !word.is_empty());
    find(words.fold(0, |phrase, word| {
        join(phrase, word.chars().fold(SEED, |hash, c| step(hash, u32::from(lower(c)))))
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_phrase_is_found_and_says_what_it_says_first() {
        let mut known = std::collections::HashMap::new();
        for (cue, phrase) in PHRASES.iter().flat_map(|(cue, row)| row.split('|').map(move |one| (*cue, one)))
        {
            let first = *known.entry(phrase.trim()).or_insert(cue);
            assert_eq!(of(phrase), first, "{phrase}");
            assert!(phrase.split(' ').count() <= LONGEST && phrase == phrase.trim(), "{phrase}");
        }
        assert_eq!(of("Passwort"), Cue::Secret);
        assert_eq!(of("DATE-OF-BIRTH"), Cue::Birth);
        assert_eq!(of("İmię"), Cue::None);
    }

    #[test]
    fn ordinary_words_say_nothing() {
        for word in ["save", "settings", "Speichern", "fermer", "quux", "zażółć"] {
            assert_eq!(of(word), Cue::None, "{word}");
        }
    }

    #[test]
    fn cues_have_their_numbers() {
        for (number, cue) in Cue::ALL.into_iter().enumerate() {
            assert_eq!(cue as usize, number);
        }
    }
}
