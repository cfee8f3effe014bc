use std::time::Instant;

use proptest::prelude::*;

use super::*;

/// Rows of a text and what is kept of it.
const REPLACED: [(&str, &str); 122] = [
    // E-mail.
    ("write to anna@example.org please", "write to [e-mail] please"),
    ("anna.b+games@mail.example.co.uk.", "[e-mail]."),
    ("<Jürgen_99@müller.de>", "<[e-mail]>"),
    ("mailto:a-b@x-y.io?subject=hi", "mailto:[e-mail]?subject=hi"),
    ("my mail (anna@example.org), thanks", "my mail ([e-mail]), thanks"),
    ("anna＠example．org", "[e-mail]"),
    ("an\u{200b}na@exam\u{ad}ple.org", "[e-mail]"),
    ("anna [at] example [dot] org", "[e-mail]"),
    ("anna(at)example.org or call", "[e-mail] or call"),
    ("it is anna at example dot org", "it is [e-mail]"),
    ("a@b.cc,c@d.ee", "[e-mail],[e-mail]"),
    // Telephone.
    ("call +49 171 1234567 after six", "call [phone] after six"),
    ("+1 (555) 123-4567", "[phone]"),
    ("+15551234567", "[phone]"),
    ("+44 20 7946 0958!", "[phone]!"),
    ("+33.1.23.45.67.89", "[phone]"),
    ("+49 (0)30 123456", "[phone]"),
    ("0049 171 1234567", "[phone]"),
    ("0171 1234567", "[phone]"),
    ("0171-1234567", "[phone]"),
    ("030/1234567", "[phone]"),
    ("(030) 1234567", "[phone]"),
    ("01 23 45 67 89", "[phone]"),
    ("020 7946 0958", "[phone]"),
    ("01711234567", "[phone]"),
    ("(555) 234-5678", "[phone]"),
    ("555-234-5678", "[phone]"),
    ("555.234.5678", "[phone]"),
    ("1-800-555-0199", "[phone]"),
    ("98765 43210", "[phone]"),
    ("(11) 91234-5678", "[phone]"),
    ("I paid 2 0171 1234567", "I paid 2 [phone]"),
    ("my phone number is 5551234", "my phone number is [phone]"),
    ("call me at 555-1234", "call me at [phone]"),
    ("tel: 612 345 678", "tel: [phone]"),
    ("WhatsApp: 22 33 44 55", "WhatsApp: [phone]"),
    ("+４９ １７１ １２３４５６７", "[phone]"),
    ("0171\u{200b} 12\u{2060}34567", "[phone]"),
    ("٠١٧١ ١٢٣٤٥٦٧", "[phone]"),
    ("0171–1234567", "[phone]"),
    // Long numbers.
    ("card 4111 1111 1111 1111 was declined", "card [number] was declined"),
    ("4111-1111-1111-1111", "[number]"),
    ("4111111111111111", "[number]"),
    ("3782 822463 10005", "[number]"),
    ("IBAN DE89 3704 0044 0532 0130 00", "IBAN DE89 [number]"),
    ("DE89370400440532013000", "[key]"),
    ("my id is 80351110224678912", "my id is [number]"),
    ("order #123456789", "order #[number]"),
    ("user123456789", "user[number]"),
    ("SSN 123-45-6789", "SSN [number]"),
    (
        "https://discord.com/channels/81384788765712384/381887113391505410",
        "https://discord.com/channels/[number]/[number]",
    ),
    ("１２３４５６７８９", "[number]"),
    ("1\u{200d}2\u{200d}3\u{200d}4\u{200d}5\u{200d}6\u{200d}7\u{200d}8\u{200d}9", "[number]"),
    ("1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣9️⃣", "[number]"),
    ("١٢٣٤٥٦٧٨٩", "[number]"),
    ("my steam id 76561197960287930?", "my steam id [number]?"),
    // Network addresses.
    ("my server is 203.0.113.7", "my server is [address]"),
    ("connect to 203.0.113.7:25565.", "connect to [address]."),
    ("192.168.1.1/24", "[address]"),
    ("1.2.3.4", "[address]"),
    ("ip=10.0.0.255;", "ip=[address];"),
    ("root@10.1.2.3", "root@[address]"),
    ("http://203.0.113.7:8080/panel", "http://[address]/panel"),
    ("2001:db8::1", "[address]"),
    ("ping fe80::1ff:fe23:4567:890a%eth0 fails", "ping [address] fails"),
    ("[2001:db8::1]:25565", "[address]"),
    ("2001:0db8:85a3:0000:0000:8a2e:0370:7334", "[address]"),
    ("::ffff:203.0.113.7", "[address]"),
    ("is ::1 mine", "is [address] mine"),
    ("00:1A:2B:3C:4D:5E", "[address]"),
    ("00-1a-2b-3c-4d-5e", "[address]"),
    ("203．0．113．7", "[address]"),
    ("203.0.\u{200b}113.7", "[address]"),
    // Keys and tokens.
    ("MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs", "[key]"),
    ("mfa.VkO_2G4Qv3T-NO-lWetW_tjND-TOKENFORTEST-QFTm6YGtzq9PH--4U", "[key]"),
    ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P", "[key]"),
    ("Bearer eyJhbGciOiJIUzI1NiJ9.e30.abc is refused", "Bearer [key] is refused"),
    ("AKIAIOSFODNN7EXAMPLE", "[key]"),
    ("ghp_16C7e42F292c6912E7710c838347Ae178B4a", "[key]"),
    ("github_pat_11AAAAAAA0abcdefghijkl_mnopqrstuvwxyz", "[key]"),
    ("sk-proj-abc123def456ghi789", "[key]"),
    ("sk_live_4eC39HqLyjWDarjtT1zdp7dc", "[key]"),
    ("xoxb-17653672481-19874698323-pdFZKVeTuE8sk7oOcHrzqqgy", "[key]"),
    ("AIzaSyDaGmWKa4JsXZ-HjGw7ISLn_3namBGewQe", "[key]"),
    ("glpat-abcdefghij1234567890", "[key]"),
    ("d41d8cd98f00b204e9800998ecf8427e", "[key]"),
    ("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "[key]"),
    ("it says h7Gk2LmQ/9xZp4Rt+Vb6NcW1sYf3Jd8EaTq==", "it says [key]"),
    ("q8Zt2LmP0xRv7KcB4nYd9WsE1fGh", "[key]"),
    ("550e8400-e29b-41d4-a716-446655440000", "[key]"),
    ("-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nAAA\n-----END RSA PRIVATE KEY-----\nwhy?", "[key]\nwhy?"),
    ("ghp\u{200b}_16C7e42F292c6912E7710c838347Ae178B4a", "[key]"),
    // Named secrets.
    ("password=hunter2", "password=[key]"),
    ("password: hunter2, what now", "password: [key], what now"),
    ("Password : \"s3cr3t!\"", "Password : \"[key]!\""),
    ("my password is hunter2", "my password is [key]"),
    ("Passwort: Sommer2024", "Passwort: [key]"),
    ("pwd=abc", "pwd=[key]"),
    ("api key: abcd-1234", "api key: [key]"),
    ("API_KEY=abcd1234", "API_KEY=[key]"),
    ("client secret: xyzzy", "client secret: [key]"),
    ("DISCORD_TOKEN=abcdefgh", "DISCORD_TOKEN=[key]"),
    ("\"token\": \"abcdefgh\"", "\"token\": \"[key]\""),
    ("pin: 4821", "pin: [key]"),
    ("my pin is 4821", "my pin is [key]"),
    ("recovery code: ABCD-EFGH", "recovery code: [key]"),
    ("license key: AAAA-BBBB-CCCC", "license key: [key]"),
    ("ｐａｓｓｗｏｒｄ＝hunter2", "ｐａｓｓｗｏｒｄ＝[key]"),
    // Links that open something.
    ("https://anna:hunter2@example.org/x", "https://[key]@example.org/x"),
    ("postgres://askwell:pw@db:5432/faq", "postgres://[key]@db:5432/faq"),
    ("https://example.org/a?token=abc123&page=2", "https://example.org/a?token=[key]&page=2"),
    ("https://example.org/a?page=2&api_key=abc", "https://example.org/a?page=2&api_key=[key]"),
    ("https://example.org/cb?code=4/P7q7W91", "https://example.org/cb?code=[key]"),
    ("https://discord.com/api/webhooks/123456789012345678/abcDEF_123-x", "https://discord.com/api/webhooks/[key]"),
    ("https://hooks.slack.com/services/T000/B000/XXXX", "https://hooks.slack.com/services/[key]"),
    // Mentions.
    ("ask <@81384788765712384>", "ask [mention]"),
    ("<@!1> and <@&2>", "[mention] and [mention]"),
    ("see <#381887113391505410>", "see [mention]"),
    ("nice <:blobcat:123456789012345678>", "nice :blobcat:"),
    ("<a:party:1>", ":party:"),
    ("use </ask:1234567890123456789>", "use /ask"),
    // Several.
    ("anna@example.org, 0171 1234567, 203.0.113.7", "[e-mail], [phone], [address]"),
];

/// What is about software, games and shops, and stays as it is.
const KEPT: &str = "\
how do I update to 1.20.4?
is 1.20.4-pre1 older than 1.20.4
Chrome 120.0.6099.109 crashes
Windows 10.0.19045.3803 build
driver version 31.0.15.4601
does it run on version 1.2.3.4
v1.2.3.4 broke my world
build 22621.2861 or 22631
java 17 or java 21 for 1.21?
python3.11 -m venv
error 0x80070005 when I install
crash 0xc0000005 at 0x00007FF6A1B2C3D4
what is error code 1603
KB5034441 fails to install
is CVE-2024-21762 fixed
HTTP 404 or 503?
exit code -1073741819 or 139
the game needs 16 GB of RAM
my seed is 1234567
seed 20240501 is great
seed -4172144
coordinates 1250 64 -3400
X: 1250 Y: 64 Z: -3400
1920x1080 at 144 Hz
does 2560 x 1440 work
resolution 3840x2160 60
it costs 1,299.99 $
1.299,99 EUR is too much
1,000,000,000 coins
is 10 000 000 gold the limit
100 000 000 gold
my order from 2024-01-31
ordered on 31.01.2024, where is it
01/02/2024 or 02/01/2024?
on 2024-01-31 12:30 it stopped
between 08:00-17:00
from 08.30 - 17.00
12:30:45.123 in the log
in 2023-2024
since 1999
the sale from 24.12. to 31.12.2024
port 25565 is closed
ports 25565, 25575 and 19132
localhost:8080 does not answer
0.0.0 or 1.0.0?
pi is 3.141592653589
0.1+0.2 gives 0.30000000000000004
RTX 3080 or RX 6800 XT
is the i7-12700K enough
Ryzen 5 5600X with 3200 MHz
ISO 8601 or RFC 3339
what is AES-256-GCM
SHA-256 or MD5?
std::mem::swap in Rust
a::b is a path
use foo::bar::Baz;
@types/node@20.1.1 is missing
react@18.2.0 and vue@3
git clone git@github.com:rust-lang/rust.git
ping @everyone about it
who is @moderator here
user@localhost is refused
I am at home at 5 dot
how do I reset my password?
Password: how do I change it
password: forgotten
my password is wrong
the password is too short
my password is not accepted
token: invalid
invalid token
what is a token?
where do I get an API key
api key: where do I find it
api key = <your key>
export DISCORD_TOKEN=$TOKEN
if password == confirm
the secret is out
int ledPin = 13;
how do I pin a message
is there a secret level?
my key binding is wrong
sk-learn is not found
IllegalArgumentExceptionHandlerFactory
java.lang.NullPointerException
org.springframework.beans.factory.BeanCreationException
max_open_files_per_process_limit
how-to-install-the-server-on-linux-step-by-step
/usr/local/share/applications/askwell
C:\\Program Files (x86)\\Steam\\steamapps
node_modules/webpack-dev-server/client
https://example.org/questions/12345/how-do-i-do-it
https://www.youtube.com/watch?v=dQw4w9WgXcQ
https://example.org/search?q=token+price&page=2
https://discord.gg/abcdef
com.example.my-app_v2
commit 4f2a9c1 broke it
branch feature/add-dark-mode-2
#ff8800 or #00ff00
<t:1618953630:R>
:blobcat: is cute
<3 this
50/50 or 60/40
score 3-2
ratio 16:9
10-20-30
1 2 3 4 5 6 7 8 9
50% off for 2 or 3 games
is 4.5 of 5 stars good
step 1. 2. 3.
size 100-2000 px
level 60 -> 70
+10 armor and +100 health
C++ 11 or C++ 20
(1) first (2) second
call 112
my phone 12 Pro is slow
does the number 42 mean anything
24/7 support?
öäü ß 日本語の質問ですか
e\u{301}t\u{e9} \u{1f600}\u{200d}\u{1f680}
[e-mail] [phone] [number] [key] [address] [mention]
password: [key]
";

#[track_caller]
fn check(text: &str, expected: &str) {
    let done = redacted(text);
    assert_eq!(done.text, expected, "{text:?}");
    assert_eq!(done.changed, text != expected, "{text:?}");
    assert_eq!(redacted(&done.text), Redacted { text: done.text.clone(), changed: false }, "{text:?}, again");
}

#[test]
fn what_tells_of_people_or_opens_something_is_replaced() {
    for (text, expected) in REPLACED {
        check(text, expected);
    }
}

#[test]
fn what_tells_of_people_is_replaced_within_a_sentence_as_well() {
    for (text, expected) in REPLACED {
        check(&format!("hm, {text} – why\n?"), &format!("hm, {expected} – why\n?"));
    }
}

#[test]
fn ordinary_questions_stay_as_they_are() {
    assert!(KEPT.lines().count() >= 80);
    for text in KEPT.lines() {
        check(text, text);
        check(&format!("So: {text}"), &format!("So: {text}"));
    }
    check("", "");
}

#[test]
fn what_changes_at_every_look_is_not_kept() {
    let deep = "<".repeat(20) + ":b:1>" + &"1>".repeat(19);
    assert_eq!(redacted(&deep), Redacted { text: REMOVED.to_owned(), changed: true });
    check("<<:b:1>1>", ":b:");
}

#[test]
fn a_key_whose_frame_is_cut_off_goes_to_the_end() {
    check("here: -----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNza – why?", "here: [key]");
}

/// Checks that so many bytes of this are redacted in time and for good.
#[track_caller]
fn check_time(part: &str, length: usize) {
    let text = part.repeat(length / part.len());
    let started = Instant::now();
    let done = redacted(&text);
    // Where time grows with the square of the length, it takes minutes and not seconds, on a busy machine too.
    assert!(started.elapsed().as_secs() < 60, "{part:?} took {:?}", started.elapsed());
    assert!(length > 1 << 18 || !redacted(&done.text).changed, "{part:?}");
}

#[test]
fn a_million_bytes_take_no_longer_than_they_should() {
    for part in ["1", "@", "a.a.a.", "<@"] {
        check_time(part, 1 << 20);
    }
}

#[test]
fn time_grows_with_the_length_whatever_the_text() {
    let all = [
        "<@1",
        "<:a",
        "a@",
        "@a.",
        "a@b.cc",
        "1.",
        "1-",
        "0171 ",
        "+1",
        "(",
        "::",
        "a:",
        "1:",
        ".1.1.1.1",
        "eyJ-",
        "sk-",
        "-----BEGIN KEY-----",
        "-----BEGIN ",
        "ghp_",
        "mfa.",
        "aA1/",
        "a1b2-",
        "A/",
        "password",
        "password: ",
        "_token",
        "token=",
        "?token=",
        "&",
        "://a:",
        "://a:b@",
        "discord.com/api/webhooks/1",
        "a at b dot ",
        "a[at]b[dot]",
        "call me ",
        "\u{200b}",
        "１",
        "a\u{301}",
        "\u{fdfa}",
        "\n",
    ];
    for part in all {
        check_time(part, 1 << 16);
    }
}

/// Parts of which texts are made that come close to what is looked for.
fn hostile() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "1",
        "12",
        "0",
        "00",
        "0171",
        "1234567",
        "+",
        "(",
        ")",
        " ",
        "-",
        ".",
        "/",
        ":",
        "::",
        "@",
        "a",
        "B",
        "x",
        "_",
        "<",
        ">",
        "<@",
        "<:a:",
        "&",
        "?",
        "=",
        "#",
        "[",
        "]",
        "password",
        "token",
        "is",
        "http",
        "://",
        "eyJ",
        "sk-",
        "mfa.",
        "v",
        "call me",
        "é",
        "\u{200b}",
        "１",
        "＠",
        "[key]",
        "[number]",
        "at",
        "dot",
        "com",
        "-----BEGIN KEY-----",
        "aB3xY9zQ",
        "fe80",
        "2001:db8",
        "203.0.113",
        "\n",
        "\"",
        "is ",
        "dead",
        "4111 ",
        "\u{1f600}",
        "0x",
    ]);
    prop::collection::vec(parts, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn again_changes_nothing(text in hostile()) {
        let done = redacted(&text);
        prop_assert!(!redacted(&done.text).changed, "{}", done.text);
    }

    #[test]
    fn any_text_is_taken(text in any::<String>()) {
        let done = redacted(&text);
        prop_assert!(!redacted(&done.text).changed);
    }

    #[test]
    fn an_address_and_a_number_are_found_whatever_is_around_them(before in "[ ,;!\n(\"]{0,3}", after in "[ ,;!\n)\"]{0,3}") {
        for secret in ["anna@example.org", "+49 171 1234567", "203.0.113.7", "80351110224678912", "2001:db8::1"] {
            let text = format!("x {before}{secret}{after} y");
            let left = redacted(&text).text;
            prop_assert!(!left.contains(secret), "{}", left);
        }
    }
}
