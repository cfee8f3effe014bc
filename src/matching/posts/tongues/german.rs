//! German. A question has its verb where a subordinate clause has none: `wie kann ich …`, and not `wie ich sagte`. A verb
//! first asks too, where no statement has lost its object (`kann ich bestätigen`) and no condition follows.

use super::Tongue;

pub(super) const GERMAN: Tongue = Tongue {
    lists: &[
        (
            "verb",
            "ist sind war waren wird werden wurde kann kannst konnen konnt konnte konnten koennen koennt koennte koennten \
             muss musst mussen muessen soll sollen sollte sollten darf darfst durfen duerfen will wollen hat habe haben \
             habt hast hatte gibt gibts geht gehts gehen gehe kommt komme kommen bekomme bekommt bekommen kriege kriegt \
             finde findet find sehe sieht steht stehen liegt liegen mache macht machen mach funktioniert funktionieren \
             lauft laeuft laufen startet starten offnet oeffnet schliesst beginnt beginnen endet kostet kosten dauert \
             braucht brauche brauchen heisst bedeutet bedeuten lautet andere aendere andert aendert stelle stellt lade \
             ladt laedt losche loesche installiere aktiviere deaktiviere erstelle melde logge verbinde nutze nutzt \
             benutze verwende nehme nimmt trete tritt setze setzt schalte wechsle wechselt teile zeigt zeige passiert \
             gilt gelten lasst laesst hilft erreiche erreicht erhalte richte fuge fuege lese schreibe schicke sende kaufe \
             bezahle zahle kundige kuendige storniere spielt spiele wahle waehle bestelle registriere trage bringt sagt",
        ),
        ("wer", "ich man wir ihr du jemand sie"),
        ("ein", "ein eine einen einem mein meine meinen meinem meiner den die das der dem alle mehrere unser unsere euer eure"),
        ("zweck", "ein eine einen dafur dafuer dazu fur fuer extra vorher irgendwas irgendwelche etwas zum zur"),
        ("frage", "wie wo wann warum wieso weshalb was wer wen wem ob welche welcher welches welchen woher wohin womit \
                   wofur wofuer wieviel"),
        ("grad", "viel viele lange oft teuer hoch gross weit alt schnell spat spaet sicher"),
        ("zustand", "offen erreichbar down offline online kostenlos heute morgen noch schon wieder auch immer \
                     geschlossen verfugbar verfuegbar kaputt"),
        ("stehend", "nicht auch leider nur nichts schon ja halt bei doch da jetzt ab seit nie immer heute morgen \
                     uberall ueberall mittlerweile inzwischen erst so sowas was"),
    ],
    questions: "
        wie/wo/wann/warum/wieso/weshalb/woher/wohin/womit/wofur/wofuer/wodurch/wozu @verb _ - nur bloss denn
        was @verb _ - fur denn los geht nur bloss alles the a is it that to of
        wer/wen/wem @verb _ _ ,
        wer/wo genau/alles @verb _ _ ,
        welche/welcher/welches/welchen/welchem !ich/du/er/es/das/die/der/man/wir/sie/ihr/mir/dir @verb _
        wie @grad @verb _ - denn schon nur
        wie viel/viele !ich/du/er/es/das/die/der/man/wir/sie/ihr/mir/dir/da/hier @verb _ - denn schon
        wieviel/wieviele @verb _ - denn schon
        wieviel/wieviele !ich/du/er/es/das/die/der/man/wir/sie/ihr/mir/dir/da/hier @verb _ - denn schon
        ab/seit/bis wann @verb _
        mit/von/bei/an/zu/fur/fuer wem/wen @verb _
        in/auf/an/bei/mit/zu/fur/fuer/aus/von/unter welche/welchem/welcher/welchen/welches _ @verb _
        um wieviel uhr @verb _
        um wie viel uhr @verb _
        kann/konnen/koennen/konnte/koennte/konnten/darf/durfen/duerfen/soll/sollte @wer @ein _ - nicht nur auch leider
        kann/konnen/koennen/konnte/koennte/konnten/darf/durfen/duerfen @wer mich/sich/uns/irgendwo/irgendwie/irgendwas/hier _ - nicht nur auch leider
        kann/konnen/koennen/konnte/koennte/konnten/darf/durfen/duerfen/soll/sollte @wer mit/in/auf/an/fur/fuer/uber/ueber/bei/nach/von @ein _ _ - nicht nur auch leider
        kann/konnte/koennte/kannst/konnt mir/uns jemand/wer/einer/irgendwer/irgendjemand _ _
        kann/konnte/koennte jemand mir/uns/bitte/mal _ _
        kannst/konnt/konnten/koennt/koennten du/ihr/sie mir/uns sagen/erklaren/erklaeren/verraten/zeigen @frage
        darf/durfen/duerfen/kann/konnen/koennen der/die/mein/meine/unser/unsere/ein/eine _ _ _ - nicht nur leider sein
        muss/mussen/muessen mein/meine/jeder/jede _ _ _ - nicht leider halt
        muss/mussen/muessen/brauche/brauch/braucht/brauchen/bekomme/bekommt/kriege/kriegt ich/man/wir @zweck _ - nicht nur leider halt noch
        muss/mussen/muessen ich/man/wir mich/sich/uns @zweck _ - nicht nur leider halt noch
        gibt es/das/den/die !nicht/auch/leider/nur/nichts/schon/ja/halt/bei/doch/da/jetzt/ab/seit/nie/immer/heute/morgen/uberall/ueberall/mittlerweile/inzwischen/erst/so/sowas/was - nicht leider doch
        gibts !nicht/auch/leider/nur/nichts/schon/ja/halt/bei/doch/da/jetzt/ab/seit/nie/immer/heute/morgen/uberall/ueberall/mittlerweile/inzwischen/erst/so/sowas/was/ne/stress/gleich _ - nicht leider doch
        weiss/kennt/hat/nutzt/benutzt jemand/wer/irgendwer/irgendjemand _ _
        weiss/weisst/wisst einer/du/ihr @frage _ - was
        jemand/irgendwer/irgendjemand eine/ne idee/ahnung @frage _
        jemand idee/ahnung/erfahrung _ _
        irgendeine/irgendwelche idee/ideen/ahnung/tipps _ _
        ist/ware/waere es moglich/moeglich/erlaubt/normal/machbar _
        ist/sind das/die/dies normal/moglich/moeglich/erlaubt/kostenlos/kostenpflichtig =
        ist/sind der/die/mein/meine/unser/euer/eure _ @zustand =
        funktioniert/lauft/laeuft/unterstutzt/unterstuetzt/startet/speichert der/die/das/mein/euer _ auch/auf/unter/mit/noch/ohne/bei _
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
               gehts euch dir heute danke schon vielen dank im voraus ist hier da wer eine frage hab habe ich hatte was \
               los lauft es denn so wirklich echt und",
    lead_ins: "hallo zusammen|hallo leute|hallo alle|hallo|moin zusammen|moin|servus|guten morgen|guten tag|guten abend|\
               kurze frage|eine frage|ne frage|noch eine frage|meine frage ist|meine frage|frage|leute|übrigens|\
               außerdem|bitte",
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
            ],
        );
    }
}
