//! German. A question has its verb where a subordinate clause has none: `wie kann ich …`, not `wie ich sagte`. A verb
//! first asks too, where no statement has lost its object (`kann ich bestätigen`) and no condition follows.

use super::Tongue;

pub(super) const GERMAN: Tongue = Tongue {
    lists: &[
        (
            "verb",
            "ist sind war waren wird werden wurde kann kannst konnen konnt konnte konnten koennen koennt koennte \
             koennten muss musst mussen muessen soll sollen sollte sollten darf darfst durfen duerfen will wollen \
             hat habe haben habt hast hatte gibt gibts geht gehts gehen gehe kommt komme kommen bekomme bekommt \
             bekommen kriege kriegt finde findet find sehe sieht steht stehen liegt liegen mache macht machen mach \
             funktioniert funktionieren lauft laeuft laufen startet starten offnet oeffnet schliesst beginnt \
             beginnen endet kostet kosten dauert braucht brauche brauchen heisst bedeutet bedeuten lautet andere \
             aendere andert aendert stelle stellt lade ladt laedt losche loesche installiere aktiviere deaktiviere \
             erstelle melde logge verbinde nutze nutzt benutze verwende nehme nimmt trete tritt setze setzt schalte \
             wechsle wechselt teile zeigt zeige passiert gilt gelten fangt faengt fangen lasst laesst hilft erreiche \
             erreicht erhalte richte fuge fuege lese schreibe schicke sende kaufe bezahle zahle kundige kuendige \
             storniere spielt spiele wahle waehle bestelle registriere trage bringt sagt",
        ),
        ("wer", "ich man wir ihr du jemand sie"),
        (
            "ein",
            "ein eine einen einem mein meine meinen meinem meiner den die das der dem alle mehrere unser unsere euer eure",
        ),
        ("zweck", "ein eine einen dafur dafuer dazu fur fuer extra vorher irgendwas irgendwelche etwas zum zur"),
        (
            "frage",
            "wie wo wann warum wieso weshalb was wer wen wem ob welche welcher welches welchen woher wohin womit \
             wofur wofuer wieviel",
        ),
        ("wie", "wie wo wann warum wieso weshalb woher wohin womit wofur wofuer wodurch wozu"),
        ("funktioniert", "funktioniert lauft laeuft unterstutzt unterstuetzt startet speichert"),
        ("grad", "viel viele lange oft teuer hoch gross weit alt schnell spat spaet sicher"),
        (
            "zustand",
            "offen erreichbar down offline online kostenlos heute morgen noch schon wieder auch immer geschlossen \
             verfugbar verfuegbar kaputt",
        ),
        (
            "stehend",
            "nicht auch leider nur nichts schon ja halt bei doch da jetzt ab seit nie immer heute morgen uberall \
             ueberall mittlerweile inzwischen erst so sowas was in im echt ne stress gleich",
        ),
        ("pronomen", "ich du er es das die der man wir sie ihr mir dir da hier"),
        ("darf", "kann konnen koennen konnte koennte konnten darf durfen duerfen soll sollte"),
        ("muss", "muss mussen muessen brauche brauch braucht brauchen bekomme bekommt kriege kriegt"),
        ("jemand", "jemand wer irgendwer irgendjemand"),
        (
            "etwas",
            "ein eine einen ne nen erfahrung erfahrungen idee ideen ahnung tipps schon zufallig zufaellig vielleicht \
             den die das dieses diesen auch hier",
        ),
    ],
    questions: "
        @wie @verb _ - nur bloss denn endlich nochmal
        was @verb _ - fur denn los geht nur bloss alles mehr the a is it that to of
        wer/wen/wem @verb _ _ - gedacht nicht ,
        wer/wo genau/alles @verb _ _ ,
        welche/welcher/welches/welchen/welchem !@pronomen @verb _
        wie @grad @verb _ - denn schon nur
        wie viel/viele !@pronomen @verb _ - denn schon
        wieviel/wieviele @verb _ - denn schon
        wieviel/wieviele !@pronomen @verb _ - denn schon
        ab/seit/bis wann @verb _
        mit/von/bei/an/zu/fur/fuer wem/wen @verb _
        in/auf/an/bei/mit/zu/fur/fuer/aus/von/unter welche/welchem/welcher/welchen/welches _ @verb _
        um wieviel uhr @verb _
        um wie viel uhr @verb _
        @darf @wer @ein _ - nicht nur auch leider machen schicken mitbringen empfehlen
        @darf @wer mich/sich/uns/irgendwo/irgendwie/irgendwas/hier _ - nicht nur auch leider
        @darf @wer mit/in/auf/an/fur/fuer/uber/ueber/bei/nach/von @ein _ _ - nicht nur auch leider
        kann/konnte/koennte/kannst/konnt mir/uns jemand/wer/einer/irgendwer/irgendjemand _ _
        kann/konnte/koennte jemand mir/uns/bitte/mal _ _
        kannst/konnt/konnten/koennt/koennten du/ihr/sie mir/uns sagen/erklaren/erklaeren/verraten/zeigen @frage
        darf/durfen/duerfen/kann/konnen/koennen der/die/mein/meine/unser/unsere/ein/eine _ _ _ - nicht nur leider sein
        kann/konnen/koennen/darf man auch mit/ohne/als/in/auf/per _ _ - nicht
        darf ich/man _ posten/schreiben/teilen/mitbringen/nutzen/benutzen/verwenden - nicht nur das
        muss ich/man volljahrig/volljaehrig/mitglied/angemeldet/registriert/verifiziert _ - nicht
        muss/mussen/muessen mein/meine/jeder/jede _ _ _ - nicht leider halt
        @muss ich/man/wir @zweck _ - nicht nur leider halt noch
        muss/mussen/muessen ich/man/wir mich/sich/uns @zweck _ - nicht nur leider halt noch
        gibt es/das/den/die !@stehend - nicht leider doch
        gibts !@stehend _ - nicht leider doch
        weiss @jemand @frage _
        weiss @jemand zufallig/zufaellig/vielleicht @frage
        kennt/hat/nutzt/benutzt @jemand @etwas _
        weiss/weisst/wisst einer/du/ihr @frage _ - was
        jemand/irgendwer/irgendjemand eine/ne idee/ahnung @frage _
        jemand idee/ahnung/erfahrung _ _
        irgendeine/irgendwelche idee/ideen/ahnung/tipps _ _
        ist/ware/waere es moglich/moeglich/erlaubt/normal/machbar _
        ist/sind das/die/dies normal/moglich/moeglich/erlaubt/kostenlos/kostenpflichtig =
        ist/sind der/die/mein/meine/unser/euer/eure _ @zustand =
        @funktioniert der/die/das/mein/euer _ auch/auf/unter/mit/noch/ohne/bei _
        geht/funktioniert/lauft/laeuft/klappt das/es auch/auf/unter/mit/ohne _ - nicht nur leider
        kostet das/es/der/die/eine/ein _ =
        kommt/kommen/erscheint/startet/beginnt der/die/das _ heute/morgen/noch/bald/auch/dieses/diese/nachste/naechste =
        habt/hast ihr/du schon/auch/noch/ein/eine/einen/vielleicht _ _ - recht
        wird/werden es ein/eine/einen/noch/wieder/auch _ _
        ich mochte/moechte/wurde/wuerde/will/wollte/wurd gern/gerne/mal/nur wissen/fragen @frage
        ich mochte/moechte/will/wollte/muss/musste wissen/fragen @frage
        ich wollte/wollt mal/nur/kurz fragen @frage
        wollte/wollt/wurde/wuerde mal/nur/kurz/gern/gerne fragen/wissen @frage
        ich frage/frag mich @frage _
        frage/frag mich @frage _
        mich wurde/wuerde interessieren @frage
        weiss nicht @frage ich/man _ _
        ",
    troubles: "
        ich weiss nicht wie/wo/warum/wieso ich/man/das _
        keine ahnung wie/wo/warum/wieso ich/man/das _
        ich finde _ nicht
        ich finde _ _ nicht
        ich finde kein/keine/keinen _
        ich bekomme/kriege _ _ nicht _
        ich komme nicht weiter/rein/klar
        ich kann mich/meine/meinen/mein/den/die/das/keine/keinen nicht/_ _
        bei mir geht/funktioniert/klappt/startet/ladt/laedt _ nicht
        bei mir geht/funktioniert/klappt/startet/ladt/laedt _ _ nicht
        ich brauche hilfe bei/mit _
        ich versuche gerade/seit/vergeblich _ _
        ",
    courtesy: "hallo hi hey moin servus zusammen alle allerseits leute ihr guten morgen abend tag kann kannst konnte \
               koennte konnt koennt mir mich uns jemand irgendwer bitte mal kurz helfen weiterhelfen hilfe wie geht \
               gehts euch dir heute danke schon vielen dank im voraus ist hier da wer eine frage hab habe ich hatte \
               was los lauft es denn so wirklich echt und",
    lead_ins: "hallo zusammen|hallo leute|hallo alle|hallo|moin zusammen|moin|servus|guten morgen|guten tag|\
               guten abend|kurze frage|eine frage|ne frage|noch eine frage|meine frage ist|meine frage|frage|leute|\
               übrigens|außerdem|bitte",
    connectives: "und aber also oder dann nun jetzt sag sagt",
};

#[cfg(test)]
mod tests {
    use crate::matching::posts::tongues::tests::check;

    #[test]
    fn questions_are_told_from_statements() {
        check(
            &[
                "wie kann ich mein passwort zurücksetzen",
                "wie kann ich mein passwort zuruecksetzen",
                "wo finde ich meine rechnung",
                "warum startet der server nicht mehr",
                "wann kommt das nächste update raus",
                "was kostet die mitgliedschaft im jahr",
                "wie lade ich freunde ein",
                "wer kann mir sagen wo ich das finde",
                "welche version brauche ich dafür",
                "wie viele leute können mitmachen",
                "wie lange dauert die lieferung",
                "ab wann kann man sich anmelden",
                "kann ich meinen account löschen",
                "kann man das irgendwo ausschalten",
                "kann mir jemand sagen wie das geht",
                "darf mein hund mit ins büro kommen",
                "muss ich dafür etwas bezahlen",
                "braucht man einen account",
                "gibt es eine app fuer android",
                "gibts einen rabatt für studenten",
                "weiß jemand ob der server down ist",
                "hat jemand erfahrung mit dem plugin",
                "ist der server heute erreichbar",
                "ist es möglich den namen zu ändern",
                "läuft das spiel auf linux",
                "ich würde gerne wissen wie ich beitrete",
                "ich frage mich ob das auch auf dem handy geht",
                "was bedeutet die rote lampe",
                "wer hat den schlüssel zum keller",
                "könnt ihr mir sagen wann ihr öffnet",
                "wie kriege ich die rolle",
                "wie ändere ich meinen namen",
                "wie aendert man den namen",
                "wie macht man das",
                "wie viel kostet der premium account",
                "wie groß darf eine datei sein",
                "wo kann ich mich anmelden",
                "wo ist der link zur anmeldung",
                "wo stelle ich die sprache um",
                "wann ist das nächste treffen",
                "wann fängt das turnier an",
                "warum kann ich nicht schreiben",
                "warum wird mein bild nicht angezeigt",
                "was muss ich mitbringen",
                "was passiert wenn ich kündige",
                "wer ist hier admin",
                "an wen kann ich mich wenden",
                "welche regeln gelten hier",
                "in welchem kanal darf ich posten",
                "kann ich das abo jederzeit kündigen",
                "kann man auch ohne account mitspielen",
                "darf ich links posten",
                "darf man hier werbung machen",
                "muss man volljährig sein",
                "gibt es hier einen rabatt",
                "gibt es eine mindestlaufzeit",
                "weiß jemand wie man das abschaltet",
                "hat jemand ne ahnung wie das geht",
                "ich wollte mal fragen ob es noch plätze gibt",
                "wie lange habe ich zeit zum bezahlen",
                "bekomme ich eine rechnung",
                "funktioniert das auch auf dem handy",
            ],
            &[
                "wie ich gesagt habe geht das nicht",
                "wie gesagt, das geht nicht",
                "wenn ich das spiel starte stürzt es ab",
                "wo ich wohne gibt es kein internet",
                "was ich meine ist etwas anderes",
                "wann immer du willst",
                "was für ein spiel",
                "wie geil ist das denn",
                "wie kann man nur so spielen",
                "warum auch nicht",
                "wer will, kann mitkommen",
                "welche ich nehme ist egal",
                "kann ich bestätigen",
                "kann ich nur empfehlen",
                "kann ich nicht sagen",
                "kann man machen",
                "kann ich mir vorstellen",
                "muss ich mal schauen",
                "muss man halt wissen",
                "gibt es leider nicht",
                "gibt es schon lange",
                "gibts doch nicht",
                "ist mir egal",
                "ist das schön heute",
                "ist der beste film",
                "hast du recht",
                "ich weiß nicht",
                "das ist die frage",
                "der server ist wieder da",
                "danke, das hat geholfen",
                "so viel dazu",
                "als ich angefangen habe war das anders",
                "da kann man nichts machen",
                "was geht ab",
                "die frage ist wie lange das dauert",
                "kann ich morgen mitbringen",
                "kann ich gerne mal machen",
                "kann ich mir gut vorstellen",
                "kann man so lassen",
                "kann ich die woche noch machen",
                "kann ich dir morgen schicken",
                "können wir gerne machen",
                "können wir heute abend zocken",
                "darf man nicht vergessen",
                "soll ich dir sagen der film war mies",
                "soll ja regnen",
                "sollte man meinen",
                "muss ich heute noch arbeiten",
                "muss man wissen wenn man da hingeht",
                "brauche ich gerade nicht",
                "brauchst du nicht",
                "gibt es bei uns auch",
                "gibt es seit gestern",
                "gibt es in blau und rot",
                "gibt echt schlimmeres",
                "gibt halt immer idioten",
                "weiß jemand der dabei war besser",
                "hat jemand geschrieben gestern",
                "hat der trainer gesagt",
                "hat mir gut gefallen",
                "ist der server von gestern",
                "ist die neue version schon drauf",
                "ist jetzt wieder da",
                "wie auch immer",
                "wie immer zu spät",
                "wie schön das war",
                "wie man es nimmt",
                "wie du willst",
                "wie war das nochmal",
                "wie dem auch sei",
                "wo wir gerade dabei sind",
                "wo gibts denn sowas",
                "wo bleibt denn der rest",
                "was ich sagen wollte",
                "was ist das denn für ein müll",
                "was will man mehr",
                "was für ein tag",
                "wer hätte das gedacht",
                "wer nicht will der hat schon",
                "wer weiß das schon",
                "wann wird es endlich sommer",
                "wann immer ich spiele stürzt es ab",
                "warum auch immer",
                "warum nicht gleich so",
                "welche auch immer",
                "wenn du das machst bin ich weg",
                "ob das klappt weiß ich nicht",
                "geht das schon wieder los",
                "geht das so weiter",
                "geht auf mich",
                "läuft bei dir",
                "kommt drauf an",
                "kommt ein mann in die bar",
                "kommt das update heute freue ich mich",
                "kostet halt was",
                "funktioniert bei mir super",
                "klappt das morgen bin ich dabei",
                "hast du gut gemacht",
                "habt ihr gut gemacht",
                "habt ihr super gespielt gestern",
                "wird schon werden",
                "wird es wohl regnen",
                "ich frage mich das auch",
                "ich wollte nur sagen dass es läuft",
                "ich möchte euch was zeigen",
                "ich weiß wie das geht",
                "ich weiß nicht ob ich komme",
                "jemand muss es ja machen",
                "jemand hat meinen platz genommen",
                "mit welcher begründung auch immer",
                "in welcher welt lebst du",
            ],
        );
    }
}
