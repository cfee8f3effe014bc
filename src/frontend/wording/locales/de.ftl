# Was in Discord auf Deutsch gelesen wird. Wie Schlüssel heißen und wie lang Texte sein dürfen, steht in en.ftl.
# Begriffe: Eintrag, Thema, Formulierung, Frage, Antwort, Sicherheit. Wer liest, wird geduzt.

## Commands

command-ask = fragen
command-ask-description = Stell eine Frage; du bekommst die gespeicherte Antwort.
option-ask-question = frage
option-ask-question-description = Deine Frage, in deinen eigenen Worten
option-ask-private = privat
option-ask-private-description = Die Antwort nur dir zeigen
command-faq = faq
command-faq-description = In den gespeicherten Fragen und Antworten stöbern.
command-faq-search = suche
command-faq-search-description = Einträge nach Wörtern oder nach dem Sinn finden.
option-faq-search-words = wörter
option-faq-search-words-description = Wonach gesucht werden soll
command-faq-list = liste
command-faq-list-description = Alle Einträge auflisten, oder die eines Themas.
option-faq-list-topic = thema
option-faq-list-topic-description = Nur dieses Thema
command-faq-show = zeigen
command-faq-show-description = Einen Eintrag anzeigen, nur für dich.
option-faq-show-entry = eintrag
option-faq-show-entry-description = Tippe ein paar Wörter und wähle einen aus
command-faq-send = senden
command-faq-send-description = Einen Eintrag hier posten, als Antwort für jemanden.
option-faq-send-entry = eintrag
option-faq-send-entry-description = Tippe ein paar Wörter und wähle einen aus
option-faq-send-member = mitglied
option-faq-send-member-description = Für wen er ist; die Person wird genannt, aber nicht angepingt
command-why = warum
command-why-description = Warum deine letzte Frage so beantwortet wurde.
command-privacy = datenschutz
command-privacy-description = Was ich über dich aufbewahre: ansehen, mitnehmen, löschen.
command-privacy-show = zeigen
command-privacy-show-description = Ansehen, was ich hier über dich aufbewahre.
command-privacy-export = exportieren
command-privacy-export-description = Alles, was ich hier über dich aufbewahre, als Datei bekommen.
command-privacy-delete = löschen
command-privacy-delete-description = Alles löschen, was ich hier über dich aufbewahre.
command-privacy-set = festlegen
command-privacy-set-description = Festlegen, was ich aufbewahren und dir mitteilen darf.
option-privacy-set-recorded = aufbewahren
option-privacy-set-recorded-description = Ob deine Fragen aufbewahrt werden dürfen
option-privacy-set-told = mitteilen
option-privacy-set-told-description = Ob ich dir sage, wenn eine Frage von dir ihre Antwort bekommt
command-trial = probe
command-trial-description = Was beantwortet worden wäre, wo ich nur zuhöre, und ob ich sprechen soll.
option-trial-days = tage
option-trial-days-description = Wie viele Tage zurück; 30, wenn nichts gesagt wird
menu-answer-from-faq = Aus FAQ beantworten

## Answers

asked = Gefragt: { $question }
sure = sicher, { $percent }
fairly-sure = ziemlich sicher, { $percent }
unsure = unsicher, { $percent }
doubtful = zweifelhaft, { $percent }
matched = passt zu „{ $phrasing }“
chosen = von dir ausgewählt
entry-id = ID: { $id }
past-review = Das sollte bis { $day } noch einmal geprüft werden.
source = Quelle: { $source }
button-source = Quelle
field-other-words = Auch so gefragt
rest-in-file = *Das ist nur der Anfang: Die ganze Antwort steht in der Datei.*
all-in-file = *Die Antwort passt hier nicht hinein: Sie steht in der Datei.*
not-shown-here = Diese Antwort darf ich in diesem Kanal nicht zeigen. Mit `/{ command-ask }` bekommst du sie zu sehen.
sent-by = Gesendet von { $by }
sent-for = Für { $whom }, gesendet von { $by }
about-message = Zu [dieser Nachricht]({ $link }) von { $author }
button-delete = Löschen

read-pair = „{ $typed }“ als „{ $read }“
and = { $before } und { $last }
read-as = Ich habe { $pairs } gelesen.

## Questions back

which-of-same = Zu dieser Frage sind mehrere Antworten gespeichert. Welche meinst du?
which-of-these = Ich bin nicht sicher, welche davon du meinst:
did-you-mean = Ich bin nicht sicher. Meinst du das hier?
twin-of-this = Genau darauf habe ich keine Antwort. Meinst du das hier?
button-none-of-these = Keine davon
button-not-this = Nein, etwas anderes

## No answer

no-entries = Ich weiß noch nichts: Es gibt keine Einträge, aus denen ich antworten könnte.
unknown = Das weiß ich nicht.

    Versuch es mit einer ganzen Frage, in der steht, worum es geht. { all-listed }
unknown-but-near = Das weiß ich nicht. Am nächsten kommt:
    { $questions }

    Wenn du das meinst, frag es in diesen Worten. { all-listed }
all-listed = `/{ command-faq } { command-faq-list }` zeigt alles, was ich beantworten kann.
none-of-these = Dann weiß ich es leider nicht. Versuch es mit einer ganzen Frage in anderen Worten; `/{ command-faq } { command-faq-list }` zeigt alles, was ich beantworten kann.
question-empty = Diese Frage ist leer. Stell sie in Worten.
question-too-long = Diese Frage hat { $length } Zeichen, und ich lese höchstens { $most }. Frag in ein, zwei Sätzen.
question-without-words = Ich brauche Wörter: In dieser Frage steht kein einziger Buchstabe und keine Ziffer.
question-in-other-script = Ich kann { $script ->
        [Arabic] die arabische Schrift
        [Bengali] die bengalische Schrift
        [Cyrillic] die kyrillische Schrift
        [Devanagari] Devanagari
        [Georgian] die georgische Schrift
        [Greek] die griechische Schrift
        [Hangul] Hangul
        [Hebrew] die hebräische Schrift
        [Hiragana] Hiragana
        [Katakana] Katakana
        [Mandarin] chinesische Schriftzeichen
        [Thai] die thailändische Schrift
       *[other] diese Schrift ({ $script })
    } nicht lesen: Das verwendete Modell liest Englisch. Frag bitte auf Englisch.
question-in-other-language = Ich kann nur englische Fragen lesen; das hier sieht nach { $language ->
        [Dutch] Niederländisch
        [French] Französisch
        [German] Deutsch
        [Italian] Italienisch
        [Polish] Polnisch
        [Portuguese] Portugiesisch
        [Russian] Russisch
        [Spanish] Spanisch
        [Turkish] Türkisch
        [Ukrainian] Ukrainisch
       *[other] einer anderen Sprache ({ $language })
    } aus. Frag bitte auf Englisch.

## Several questions at once

open-besides-answers = Offen, weil ich es nicht weiß oder nicht sicher bin:
open-alone = Bei keiner dieser Fragen bin ich mir einer Antwort sicher:
perhaps = vielleicht: { $questions }
perhaps-as-read = vielleicht: { $questions }. { $read }
no-room = Für die Antworten auf diese Fragen ist hier kein Platz; stell sie einzeln:
passed-over = { $more ->
        [one] Eine weitere Frage habe ich ausgelassen
       *[other] { $more } weitere Fragen habe ich ausgelassen
    }; frag bitte mit weniger auf einmal.

## Lists

title-all-questions = Fragen, die ich beantworten kann
title-found = Am nächsten zu: { $query }
no-topic = Sonstiges
more-found = … und { $more } weitere im Menü darunter
nothing-found = Ich habe nichts gefunden zu: { $query }
    Versuch es mit anderen Wörtern; `/{ command-faq } { command-faq-list }` zeigt alles, was ich beantworten kann.
no-question-in-topic = Im Thema { $topic } gibt es keine Frage.
page = Seite { $page } von { $pages }
placeholder-show-one = Eine Antwort anzeigen
placeholder-topic = Thema auswählen
placeholder-topic-of-first = Thema auswählen (die ersten { $shown } von { $all })
item-all-topics = Alle Themen
item-entries = { $count ->
        [one] { $count } Eintrag
       *[other] { $count } Einträge
    }
button-previous = Zurück
button-next = Weiter

## Why a question was answered as it was

why-no-question = Ich erinnere mich an keine Frage von dir hier. Frag zuerst etwas und dann, warum; nach einem Neustart habe ich die letzte vergessen.
why-asked = Du hast gefragt: { $question }
why-answered = **Ich habe geantwortet:** { $reason }
why-asked-back = **Ich habe zurückgefragt:** { $reason }
why-not-answered = **Ich habe nicht geantwortet:** { $reason }
why-another-entry = einem anderen Eintrag
why-columns = cosine: wie nah dem Sinn nach · words: welcher Teil deiner Wörter darin steht
why-more-columns = score: beides zusammen · share: wie weit vor den anderen
why-elapsed = entschieden in { $elapsed }

reason-exact = die Frage ist eine gespeicherte Formulierung, bis auf Großschreibung, Abstände und Satzzeichen
reason-confident = die höchste Sicherheit, { $best }, erreicht die Schwelle von { $bar }
reason-topic = die Frage nennt nur das Thema, also ist dessen Überblick die Antwort
reason-same-phrasing = mehrere Einträge haben genau diese Formulierung
reason-narrow-lead = die besten beiden liegen dicht beieinander, also erreicht keiner die Schwelle von { $bar }
reason-unsure = die höchste Sicherheit, { $best }, bleibt unter der Schwelle von { $bar }
reason-nothing-close = die höchste Sicherheit ist { $best }; für eine Antwort sind { $bar } nötig, und { $choose } für die besten zusammen, um sie zur Wahl zu stellen
reason-no-knowledge = es gibt keine Einträge
reason-near-twin = es wäre die Antwort auf eine Frage, die sich { $kind ->
        [negation] durch eine Verneinung
        [antonym] durch einen Gegensatz
        [number] in einer Zahl
        [version] in einer Version
        [unit] in einer Einheit
        [name] in einem Namen
       *[word] in einem Wort
    } unterscheidet: { $sides }
sides-asked-alone = „{ $asked }“, was in der anderen fehlt
sides-stored-alone = „{ $stored }“, was nur in der anderen steht
sides-both = hier „{ $asked }“, dort „{ $stored }“

made-of-usual = Sicherheit: üblich sind hier { $usual }
made-of-closeness = durch die Nähe werden es { $now }
made-of-words = durch die gemeinsamen Wörter { $now }
made-of-reading = durch das Lesen beider zusammen { $now }
made-of-lead = durch den Vorsprung vor den anderen { $now }

fix-wrong-add-phrasing = falls das falsch ist: nimm die Frage Wort für Wort in den richtigen Eintrag auf, vielleicht bei { $entry }
fix-add-phrasing = damit sie beantwortet wird: nimm die Frage Wort für Wort bei { $entry } in die Formulierungen auf
fix-wrong-new-entry = falls das falsch ist: schreib einen Eintrag mit dieser Frage als Formulierung
fix-new-entry = damit sie beantwortet wird: schreib einen Eintrag mit dieser Frage als Formulierung
fix-keep-in-one = damit sie beantwortet wird: lass diese Formulierung in einem der Einträge und nimm sie aus den anderen heraus
fix-take-out = falls das falsch ist: nimm diese Formulierung bei { $entry } heraus
fix-or-lower-target = { $fix }; oder verlang einen kleineren Anteil richtiger Antworten, { $share }

## Notices

busy = Ich habe gerade zu viele Fragen auf einmal. Frag bitte in ein paar Sekunden noch einmal.
went-wrong = Bei mir ist etwas schiefgegangen; es ist als { $id } vermerkt. Versuch es bitte noch einmal.
not-served = Für diesen Server habe ich keine Antworten. Wer mich betreibt, muss ihn in meinen Einstellungen nennen.
no-knowledge = Für diesen Server habe ich noch keine Fragen und Antworten. Wer mich betreibt, kann mir welche geben.
not-direct = Auf Direktnachrichten antworte ich nicht. Frag mich bitte auf einem Server.
not-here = In diesem Kanal bin ich abgeschaltet. Frag mich bitte in einem anderen.
wait = Das waren viele Fragen. Warte bitte { $seconds ->
        [one] eine Sekunde
       *[other] { $seconds } Sekunden
    } und frag dann noch einmal.
just-given = Diese Antwort habe ich hier gerade erst gegeben: Sie steht weiter oben.
just-given-at = Diese Antwort habe ich hier gerade erst gegeben: { $link }
channel-busy = In diesem Kanal habe ich gerade viel beantwortet. Versuch es bitte in { $seconds ->
        [one] einer Sekunde
       *[other] { $seconds } Sekunden
    } noch einmal.
just-given-so-alone = Diese Antwort habe ich hier gerade erst gegeben, deshalb siehst nur du sie.
channel-busy-so-alone = In diesem Kanal habe ich gerade viel beantwortet, deshalb siehst nur du das.
entry-gone = Diese Antwort gibt es nicht mehr. Frag bitte in deinen eigenen Worten.
old-button = Dieser Button ist von früher und funktioniert nicht mehr. Frag bitte noch einmal.
not-yours = Dieser Button gehört der Person, die gefragt hat. Frag mit `/{ command-ask }`, um deinen eigenen zu bekommen.
not-yours-to-delete = Das kann nur die Person löschen, die gefragt hat, oder die Moderation.
could-not-delete = Das konnte ich nicht löschen. Die Moderation kann es.
no-such-entry = So einen Eintrag habe ich nicht. Fang an zu tippen und wähle einen aus der Liste.
help = Erwähne mich mit einer Frage oder nimm `/{ command-ask }`. `/{ command-faq } { command-faq-list }` zeigt, was ich weiß.
cannot-see = Was andere schreiben, kann ich nicht sehen. Öffne das Menü der Nachricht, dann Apps, und wähle **{ menu-answer-from-faq }**; oder erwähne mich mit der Frage selbst.
no-text = In dieser Nachricht steht kein Text, den ich beantworten könnte.

## Was Leute von einer Antwort halten

button-helpful = Hilfreich
button-not-helpful = Nicht hilfreich
button-related = Verwandtes
button-wrong-entry = Falsche Antwort
button-outdated = Veraltet
button-unclear = Unklar
feedback-thanks = Danke, das ist notiert.
feedback-why-not = Danke, das ist notiert. Was stimmt daran nicht?
feedback-which-one = Welche der Antworten hat nicht geholfen?
feedback-related = Auch nah an deiner Frage:
feedback-noted-wrong = Danke. Die Moderation sieht jetzt, dass das keine Antwort auf die Frage ist.
feedback-noted-flaw = Danke. Die Moderation sieht jetzt, dass diese Antwort überprüft werden muss.
feedback-not-kept = Diese Frage wird nicht oder nicht mehr aufbewahrt, also kann ich nichts dazu notieren.

## Wo es keine Antwort gibt

button-tell-me = Sag mir, wenn es eine Antwort gibt
button-ask-human = Einen Menschen fragen
feedback-will-tell = Ich sage dir Bescheid, wenn jemand das beantwortet hat.
feedback-answered-already = Inzwischen hat das jemand beantwortet:
feedback-set-aside = Die Moderation hat diese Frage beiseitegelegt, von mir kommt also keine Antwort.
# For all to see; the role and the member are mentions.
human-called = { $role }: { $member } hat eine Frage, die ich nicht beantworten kann.
human-called-for = { $role }: { $member } hat eine Frage, die ich nicht beantworten kann:
    > { $question }
human-done = Ich habe jemanden gerufen: { $link }
human-wait = Eben erst wurde jemand gerufen. Warte bitte { $minutes ->
        [one] eine Minute
       *[other] { $minutes } Minuten
    }, bevor du noch einmal rufst.
human-nobody = Hier gibt es niemanden, den ich rufen könnte.
human-not-here = Ich darf in diesem Kanal nicht schreiben und konnte deshalb niemanden rufen.

## Später von einer Antwort erfahren

notice-of-own = Auf deine Frage „{ $question }“ gibt es jetzt eine Antwort:
notice-of-followed = Auf eine Frage, deren Antwort du wissen wolltest, gibt es jetzt eine:
button-stop-telling = Sag mir so etwas nicht mehr
feedback-stopped = So etwas sage ich dir nicht mehr. `/{ command-privacy } { command-privacy-set }` ändert das wieder.

## Was über jemanden aufbewahrt wird

privacy-none = Hier bewahre ich nichts auf: Ich laufe ohne Gedächtnis.
privacy-held = Das bewahre ich hier über dich auf:
privacy-held-still = Das bewahre ich hier noch über dich auf:
privacy-nothing = Ich bewahre hier nichts über dich auf.
privacy-questions = { $count ->
        [one] { $count } Frage
       *[other] { $count } Fragen
    }
privacy-votes = { $count ->
        [one] { $count } Bewertung
       *[other] { $count } Bewertungen
    }
privacy-missed = { $count ->
        [one] { $count } Frage, die ich nicht beantworten konnte
       *[other] { $count } Fragen, die ich nicht beantworten konnte
    }
privacy-follows = { $count ->
        [one] { $count } Frage, deren Antwort du erfahren möchtest
       *[other] { $count } Fragen, deren Antworten du erfahren möchtest
    }
privacy-suggested = { $count ->
        [one] { $count } Vorschlag, den deine Bewertungen stützen
       *[other] { $count } Vorschläge, die deine Bewertungen stützen
    }
privacy-notices = { $count ->
        [one] { $count } Nachricht, die auf dich wartet
       *[other] { $count } Nachrichten, die auf dich warten
    }
privacy-changes = { $count ->
        [one] { $count } Änderung am Wissen mit deinem Namen
       *[other] { $count } Änderungen am Wissen mit deinem Namen
    }
privacy-latest = Deine letzten Fragen:
privacy-recorded = Deine Fragen werden aufbewahrt.
privacy-not-recorded = Deine Fragen werden nicht aufbewahrt.
privacy-recorded-nowhere = Dieser Server zeichnet zurzeit keine Fragen auf, also werden auch deine nicht aufbewahrt.
privacy-not-learning = Aus Bewertungen werden auf diesem Server zurzeit keine Vorschläge.
privacy-told = Ich sage dir Bescheid, wenn eine Frage von dir ihre Antwort bekommt.
privacy-told-of-kept = Ich sage dir Bescheid, wenn eine deiner Fragen, die noch aufbewahrt wird, ihre Antwort bekommt.
privacy-not-told = Ich sage dir nicht Bescheid, wenn eine Frage von dir ihre Antwort bekommt.
privacy-how = `/{ command-privacy } { command-privacy-export }` gibt dir alles davon, `/{ command-privacy } { command-privacy-delete }` löscht es, `/{ command-privacy } { command-privacy-set }` legt fest, was dazukommt. All das betrifft nur diesen Ort: Jeder Server ist für sich, und Direktnachrichten auch.
privacy-file = Alles, was ich hier über dich aufbewahre.
privacy-sure = Das löscht alles, was ich hier über dich aufbewahre, und lässt sich nicht rückgängig machen. Was die Moderation daraus gemacht hat, bleibt, ohne deinen Namen. Wozu du Nein gesagt hast, aufbewahrt oder benachrichtigt zu werden, dabei bleibt es.
button-forget = Alles löschen
privacy-forgotten = Gelöscht. Ich bewahre hier nichts mehr über dich auf.
privacy-forgotten-but = Gelöscht. Von dir bewahre ich nur auf, wozu du Nein gesagt hast, damit es dabei bleibt.
privacy-forgotten-nothing = Es gab nichts zu löschen.
privacy-no-stays = Dabei bleibt es; soll auch das weg, sag mit `/{ command-privacy } { command-privacy-set }` wieder Ja und lösche noch einmal.

## Curating: commands

command-teach = lehren
command-teach-description = Schreib eine Frage und ihre Antwort; nichts gilt, bevor du siehst, was sich ändert.
option-teach-question = frage
option-teach-question-description = Die Frage, falls du sie schon hast
option-teach-topic = thema
option-teach-topic-description = Das Thema, zu dem sie gehört
command-edit = ändern
command-edit-description = Die Fragen oder die Antwort eines Eintrags ändern.
option-edit-entry = eintrag
option-edit-entry-description = Tippe ein paar Wörter und wähle einen aus
command-retire = stilllegen
command-retire-description = Einen Eintrag stilllegen oder einen stillgelegten zurückholen.
option-retire-entry = eintrag
option-retire-entry-description = Der Eintrag, der nicht mehr antworten soll
option-retire-restore = zurückholen
option-retire-restore-description = Der stillgelegte Eintrag, der wieder antworten soll
command-history = verlauf
command-history-description = Sehen, wer was geändert hat, und Änderungen zurücknehmen.
option-history-entry = eintrag
option-history-entry-description = Nur Änderungen dieses Eintrags
menu-teach-from-this = Eintrag daraus machen

## Curating: the form

form-title-teach = Ein neuer Eintrag
form-title-edit = Einen Eintrag ändern
form-title-draft = Den Entwurf ändern
label-question = Frage
label-more-questions = Andere Formulierungen, eine pro Zeile
label-answer = Antwort (Markdown)
label-topic = Thema
placeholder-question = Wie kann ich …?
placeholder-more-questions = Je verschiedener, desto besser wird er gefunden
placeholder-answer = Links und Bilder auf eigenen Zeilen werden zu Buttons und Bildern
placeholder-topic-of-entry = Keines, oder ein Name, unter dem Einträge aufgelistet werden
placeholder-too-long = Der Text ist zu lang für dieses Feld; schreib ihn kürzer
does-not-fit-form = Dieser Eintrag ist zu lang für ein Formular von Discord, das 4.000 Zeichen pro Feld fasst, und ich kürze nie etwas. Ändere ihn in seiner Wissensdatei oder mit `askwell edit` dort, wo ich laufe.
written-in-file = Was du geschrieben hast, steht in der angehängten Datei, damit es nicht verloren geht.
form-late = Das hat für ein Formular zu lange gedauert. Versuch es bitte noch einmal.

## Curating: drafts

draft-adds = **Entwurf** von { $by }: ein neuer Eintrag
draft-changes = **Entwurf** von { $by }: eine Änderung an einem Eintrag
draft-retires = **Entwurf** von { $by }: Dieser Eintrag soll nicht mehr antworten
draft-restores = **Entwurf** von { $by }: Dieser stillgelegte Eintrag soll wieder antworten
draft-not-served = Nichts davon wird angezeigt, bevor es gespeichert ist.
draft-waits = Der Entwurf wartet auf die Freigabe durch die Moderation; vorher wird nichts davon angezeigt. Du kannst ihn noch ändern oder zurückziehen.
draft-resolves = Er beantwortet bisher unbeantwortete Fragen (Nummer { $number }).
draft-outdated = ⚠️ Der Eintrag wurde geändert, seit das hier geschrieben wurde. Drück auf Ändern, vergleiche und schick es noch einmal ab.
draft-more-questions = { $more ->
        [one] { $more } weitere Formulierung
       *[other] { $more } weitere Formulierungen
    } nicht gezeigt
draft-diff = Was sich ändert:
draft-gone = Dieser Entwurf wartet nicht mehr: Jemand hat darüber entschieden.
this-draft = dieser Entwurf
somebody = jemand
near-unknown = Ob es so etwas schon gibt, lässt sich gerade nicht herausfinden.
near-same = ⚠️ Das gibt es schon, mit derselben Antwort: „{ $question }“
near-conflict = ⚠️ Dieselbe Frage hat eine andere Antwort: „{ $question }“ → { $answer }
near-same-answer = Ähnlich gemeint ({ $percent }), mit derselben Antwort: „{ $question }“
near-other-answer = ⚠️ Ähnlich gemeint ({ $percent }), mit einer anderen Antwort: „{ $question }“ → { $answer }
preview-pending = *Ich finde heraus, was sich dadurch ändern würde …*
preview-failed = Was sich dadurch ändern würde, lässt sich gerade nicht herausfinden.
preview = **Vorschau:** { $changed ->
        [0] Keine Frage käme
        [one] Eine Frage käme
       *[other] { $changed } Fragen kämen
    } anders zurück, von { $stored } gespeicherten und { $asked } zuletzt gestellten
preview-answers = Das würde { $count ->
        [one] eine bisher unbeantwortete Frage
       *[other] { $count } bisher unbeantwortete Fragen
    } beantworten, und { $told ->
        [0] niemand bekäme
        [one] eine Person bekäme
       *[other] { $told } Personen bekämen
    } dann Bescheid.
preview-more = … und { $more } weitere
outcome-choice = eine Auswahl von { $count }
outcome-none = keine Antwort
button-save = Speichern
button-save-beside = Daneben speichern
button-change = Ändern
button-discard = Verwerfen
button-undo = Rückgängig
button-add-question = Die Frage zu „{ $entry }“ hinzufügen
button-put-answer = Diese Antwort in „{ $entry }“ einsetzen

## Curating: what was done

done-saved = **Gespeichert:** „{ $entry }“ wird ab jetzt so beantwortet.
done-saved-beside = **Gespeichert** neben „{ $other }“. Beide Einträge haben die Frage „{ $question }“; wer sie stellt, wird also zurückgefragt, welche Antwort gemeint ist. Soll nur einer antworten, nimm die Frage mit `/{ command-edit }` aus dem anderen heraus, oder leg den anderen mit `/{ command-retire }` still.
done-merged = **Gespeichert:** „{ $entry }“ hat es jetzt.
done-retired = **Stillgelegt:** „{ $entry }“ antwortet nicht mehr. Der Eintrag bleibt mit seinem Verlauf erhalten.
done-restored = **Zurückgeholt:** „{ $entry }“ antwortet wieder.
done-discarded = **Verworfen.** Nichts davon wurde je angezeigt.
done-undone = **Rückgängig gemacht:** Änderung { $number } wurde zurückgenommen.
done-number = Das ist Änderung { $number }.
done-as-it-was = Das Wissen war schon so.
done-answers = Das beantwortet { $count ->
        [one] eine bisher unbeantwortete Frage
       *[other] { $count } bisher unbeantwortete Fragen
    }.
done-told = { $count ->
        [one] Eine Person, die gefragt hat, bekommt
       *[other] { $count } Personen, die gefragt haben, bekommen
    } Bescheid über die Antwort.
retire-one-of-both = Wähle einen Eintrag: einen zum Stilllegen oder einen zum Zurückholen.

## Curating: history

title-history = Änderungen
history-empty = Es wurde nichts geändert.
history-more-items = … und { $more } weitere in derselben Änderung
history-entry = { $item }
history-draft = Entwurf: { $item }
history-topic = Thema: { $item }
history-setting = Einstellung: { $item }
history-counter = nicht mehr beantwortet: { $item }
button-latest = Neueste
button-older = Ältere
placeholder-undo = Eine Änderung zurücknehmen
item-action-teach = gelehrt
item-action-edit = geändert
item-action-retire = stillgelegt
item-action-restore = zurückgeholt
item-action-approve = freigegeben
item-action-reject = verworfen
item-action-undo = rückgängig gemacht
item-action-set = festgelegt
item-action-import = importiert
item-action-resolve = erledigt
diff-topic = Thema
diff-tags = Stichwörter
diff-source = Quelle
diff-review-by = prüfen bis
diff-state = Zustand
diff-retired = stillgelegt
diff-draft = Entwurf
diff-first-now = { $question } (jetzt die erste)

## Curating: why something was not done

refused-not-yours = Das gehört dir nicht.
refused-needs-teacher = Das dürfen auf diesem Server nur Lehrende: wer hier Nachrichten verwalten darf und wer eine Rolle hat, die der Server dafür benennt.
refused-needs-moderator = Das darf auf diesem Server nur die Moderation: wer hier Nachrichten verwalten darf und wer eine Rolle hat, die der Server dafür benennt.
refused-needs-owner = Das darf nur, wer diesen Server verwalten darf.
refused-roles = Dafür benannte Rollen: { $roles }
refused-no-store = Hier lässt sich nichts aufbewahren: Ich laufe ohne Speicher. Wer mich betreibt, kann mir einen geben.
refused-not-there = Das gibt es nicht mehr: Jemand hat darüber entschieden oder es entfernt.
refused-id-taken = Einen Eintrag mit dieser ID gibt es schon. Ändere den oder nimm eine andere ID.
refused-no-setting = So eine Einstellung gibt es nicht.
refused-setting-everywhere = **{ $setting }**: Das ist in allen Kanälen gleich. Stell es ohne Kanal ein.
refused-setting-value = **{ $setting }**: Diesen Wert gibt es dafür nicht.
refused-setting-everybody = **{ $setting }**: @everyone geht hier nicht. Nenn eine Rolle, die nicht alle haben.
refused-near = Einen Eintrag, der fast dasselbe fragt, gibt es schon.
refused-conflict = Jemand hat das inzwischen geändert. Es wurde nichts getan; sieh es dir noch einmal an.
refused-changed-since = Änderung { $by } hat dasselbe seit Änderung { $number } geändert. Nimm zuerst { $by } zurück, oder bearbeite es stattdessen.
refused-undone = Änderung { $number } wurde schon zurückgenommen, von Änderung { $by }. Nimm { $by } zurück, wenn sie wieder gelten soll.
refused-closed = Über die unbeantwortete Frage { $number } hat schon jemand entschieden. Um sie wieder zu öffnen, nimm das in `/{ command-history }` zurück, oder nutze `askwell missed reopen { $number }`, wo ich laufe.
refused-already = Das ist schon so.
refused-later = Das lässt sich gerade nicht aufbewahren. Versuch es bitte in einer Minute noch einmal.
refused-no-question = Ein Eintrag braucht eine Frage.
refused-many-questions = Ein Eintrag kann { $most } Fragen haben, und dieser hätte { $count }.
refused-long-question = Eine der Fragen ist länger als { $most } Zeichen. Schreib die Einzelheiten in die Antwort.
refused-no-such-question = Diese Frage hat der Eintrag nicht.
refused-no-answer = Ein Eintrag braucht eine Antwort.
refused-long-answer = Die Antwort hat { $length } Zeichen, und { $most } sind erlaubt. Stell den Rest hinter einen Link.
refused-id = Das kann keine ID sein: IDs haben 1 bis 64 Zeichen und keine Leerzeichen.
refused-nothing = Es würde sich nichts ändern.

## Questions that are put to nobody, and silent trials

# Small letters above an answer that nobody asked for.
unasked = -# Mich hat niemand gefragt, aber das sieht nach einer Frage aus, die ich kenne. Liege ich falsch, kann die Antwort löschen, wer gefragt hat.
title-trial = Stille Probe: { $days ->
    [one] der letzte Tag
   *[other] die letzten { $days } Tage
}
trial-nothing = Nichts wäre beantwortet worden. Wo der Modus `trial` gilt, höre ich zu und sage nichts.
trial-channel = { $channel }: { $answered ->
        [one] Eine Frage wäre
       *[other] { $answered } Fragen wären
    } beantwortet worden; { $judged }.
trial-not-judged = noch keine ist beurteilt
trial-judged = { $judged } beurteilt, { $right } richtig, also { $low } bis { $high } % von allen
trial-wait = Lass mich weiter zuhören.
trial-judge-more = Noch nicht: Beurteile { $more ->
        [one] eine weitere Antwort
       *[other] { $more } weitere Antworten
    }.
trial-listen-on = Noch nicht: Es braucht { $more ->
        [one] eine weitere Antwort, die als richtig beurteilt wird
       *[other] { $more } weitere Antworten, die als richtig beurteilt werden
    }. Lass mich weiter zuhören.
trial-speak = Setz den Modus hier auf `auto`: Was beantwortet worden wäre, ist oft genug richtig.
trial-raise = Setz `right-unasked` auf { $share } und dann den Modus auf `auto`: Falsch war nur, was weniger sicher war.
trial-stay-silent = Lass es ausgeschaltet: Zu viel davon ist falsch. Verbessere die betroffenen Einträge.
button-trial-judge = { $count ->
    [one] Eine Antwort beurteilen
   *[other] { $count } Antworten beurteilen
}
trial-sample = { $left } zu beurteilen. Jemand hat geschrieben: { $question }
trial-sample-right = Wäre das die richtige Antwort gewesen?
trial-entry-gone = Diesen Eintrag gibt es nicht mehr.
button-trial-right = Richtig
button-trial-wrong = Falsch
button-trial-skip = Überspringen
button-trial-overview = Übersicht

## Pflegen: Durchsehen, Importieren, Exportieren, Zahlen

command-review = durchsehen
command-review-description = Über Wartendes entscheiden: Entwürfe, Vorschläge, unbeantwortete Fragen, alte Antworten.
command-import = importieren
command-import-description = Einträge aus einer Datei übernehmen: alle, oder keinen, wenn etwas nicht stimmt.
option-import-file = datei
option-import-file-description = Text, Markdown, TOML, YAML, JSON, CSV oder ein Export aus QnA Maker oder QnABot
option-import-dry-run = probelauf
option-import-dry-run-description = Nur zeigen, was sich ändern würde
command-export = exportieren
command-export-description = Die Einträge dieses Servers als Datei bekommen, die wieder importiert werden kann.
option-export-format = format
option-export-format-description = Wie sie geschrieben wird; ohne Angabe JSONL
choice-export-format-jsonl = JSONL
choice-export-format-toml = TOML
choice-export-format-yaml = YAML
choice-export-format-markdown = Markdown
choice-export-format-csv = CSV
choice-export-format-json = JSON
option-export-what = was
option-export-what-description = Alles, oder nur was hier gelehrt oder geändert wurde
choice-export-what-everything = Alles
choice-export-what-what-was-taught-here = Was hier gelehrt wurde
command-stats = statistik
command-stats-description = Sehen, was in den letzten 30 Tagen gefragt wurde und was daraus wurde.
review-place = { $number } von { $of }
review-nothing = Es wartet nichts auf eine Entscheidung. ✅
review-end = Das war alles. { $count ->
        [one] Eines bleibt
       *[other] { $count } bleiben
    } für später.
review-phrasing = { $count ->
        [one] Nach der Bewertung einer Person
       *[other] Nach den Bewertungen von { $count } Personen
    } fragt „{ $question }“ nach **{ $entry }**. Mit der Freigabe wird es eine weitere Art, danach zu fragen.
review-counter = { $count ->
        [one] Nach der Bewertung einer Person
       *[other] Nach den Bewertungen von { $count } Personen
    } ist **{ $entry }** nicht die Antwort auf „{ $question }“. Mit der Freigabe wird dieser Eintrag bei dieser und ähnlichen Fragen nicht mehr gezeigt.
review-entry-gone = Dieser Eintrag antwortet nicht mehr.
review-unanswered = Es fand sich keine Antwort.
review-wrong = **{ $entry }** wurde gezeigt, und { $count ->
        [one] eine Person sagt
       *[other] { $count } Personen sagen
    }, dass das die Antwort auf etwas anderes ist.
review-none = { $count ->
        [one] Eine Person hat
       *[other] { $count } Personen haben
    } nichts von dem gewählt, was angeboten wurde.
review-missed = { $askers ->
        [one] Eine Person hat
       *[other] { $askers } Personen haben
    } gefragt, { $times ->
        [one] einmal
       *[other] { $times }-mal
    }: zuerst { $first }, zuletzt { $last }.
review-nearest = Am nächsten kommt: **{ $entry }**
review-overdue = Das sollte bis { $day } wieder geprüft werden.
review-flawed = { $count ->
        [one] Eine Person sagt
       *[other] { $count } Personen sagen
    }, dass es nicht geholfen hat (veraltet: { $outdated }, unklar: { $unclear }).
review-approved = **Freigegeben:** „{ $entry }“ hat es jetzt.
review-approved-counter = **Freigegeben:** „{ $entry }“ wird bei dieser und ähnlichen Fragen nicht mehr gezeigt.
review-rejected = **Abgelehnt.** Es wird nicht wieder vorgeschlagen.
review-dismissed = **Verworfen.** Was so gefragt wird, gilt nicht mehr als unbeantwortet.
review-joined = **Erledigt:** „{ $entry }“ beantwortet das jetzt.
review-still-right = **Geprüft:** „{ $entry }“ stimmt so; in einem halben Jahr siehst du es wieder.
review-undone = **Zurückgenommen.** Es wartet wieder.
review-too-late = Darüber hat gerade jemand anderes entschieden.
button-approve = Freigeben
button-reword = Anders formulieren
button-reject = Ablehnen
button-answer = Antwort schreiben
button-dismiss = Verwerfen
button-still-right = Stimmt noch
button-retire = Stilllegen
button-skip = Überspringen
button-go-on = Weiter durchsehen
button-from-beginning = Von vorn
placeholder-join = Oder wähle einen Eintrag, der das beantwortet
form-title-reword = Die Frage in anderen Worten
import-too-large = Diese Datei ist zu groß: Ich nehme höchstens { $kib } KiB. Teile sie, oder nimm `askwell import` dort, wo ich laufe.
import-not-fetched = Ich konnte diese Datei nicht von Discord holen. Versuch es bitte noch einmal.
import-unknown-format = Ich erkenne nicht, was für eine Datei das ist. Ich nehme .txt, .md, .toml, .yaml, .json, .jsonl, .csv und .tsv sowie Exporte aus QnA Maker (TSV, Excel) und QnABot (JSON).
import-empty = In dieser Datei steht kein Eintrag.
import-refused = **Aus { $file } wurde nichts übernommen:** { $count ->
        [one] eine Sache stimmt
       *[other] { $count } Dinge stimmen
    } nicht.
imported = **Aus { $file } übernommen:** { $new } neu, { $changed } geändert, { $same } unverändert.
import-dry-run = **Aus { $file } würde übernommen:** { $new } neu, { $changed } geändert, { $same } unverändert. Es wurde nichts geändert.
import-nothing-new = { $same ->
        [0] Alles aus { $file } ist schon da.
        [one] Der eine Eintrag aus { $file } ist schon da.
       *[other] Alle { $same } Einträge aus { $file } sind schon da.
    } Es wurde nichts geändert.
import-changes = Geändert: { $entries }
import-overviews = Überblicke: { $topics }
import-doubles = ⚠️ Danach fragt auch ein anderer Eintrag: { $questions }
import-near = ⚠️ Nah an einer Frage eines anderen Eintrags: { $questions }
import-unseen = { $count ->
        [one] Ein Eintrag wurde
       *[other] { $count } Einträge wurden
    } nicht mit dem verglichen, was da ist: Es sind zu viele in der Datei.
import-problems-in-file = Alle Anmerkungen stehen in der angehängten Datei.
exported = { $count ->
        [one] Ein Eintrag.
       *[other] { $count } Einträge.
    } `/{ command-import }` nimmt diese Datei.
export-empty = Es gibt nichts zu exportieren.
export-too-large = Das Wissen ist zu groß für eine Datei in Discord. `askwell export` schreibt es dort, wo ich laufe.
title-stats = Fragen der letzten { $days } Tage
stats-nothing = In den letzten { $days } Tagen wurde nichts gefragt, oder hier wird nichts davon aufgezeichnet.
field-stats-asked = Gefragt
field-stats-answered = Beantwortet
field-stats-chosen = Ausgewählt
field-stats-undecided = Angeboten
field-stats-missed = Unbeantwortet
field-stats-helpful = Hilfreich
stats-footer = Tage nach UTC. Ausgewählt: aus dem Angebotenen. Angeboten: niemand hat etwas gewählt.
stats-alt = Ein Balken je Tag. { $asked ->
        [one] Eine Frage
       *[other] { $asked } Fragen
    }: { $answered } beantwortet, { $chosen } ausgewählt, { $missed } unbeantwortet; { $helpful ->
        [one] eine Antwort wurde
       *[other] { $helpful } Antworten wurden
    } hilfreich genannt. Am meisten am { $day }: { $most }.
stats-day = { $day }. { $month ->
        [1] Jan.
        [2] Feb.
        [3] März
        [4] Apr.
        [5] Mai
        [6] Juni
        [7] Juli
        [8] Aug.
        [9] Sept.
        [10] Okt.
        [11] Nov.
       *[12] Dez.
    }

## Settings: commands

command-config = konfig
command-config-description = Wie ich auf diesem Server arbeite: ansehen und ändern.
command-config-show = zeigen
command-config-show-description = Alle Einstellungen dieses Servers ansehen.
command-config-set = festlegen
command-config-set-description = Eine Einstellung ändern.
option-config-set-setting = einstellung
option-config-set-setting-description = Welche
option-config-set-value = wert
option-config-set-value-description = Was gelten soll; „default“ überlässt es denen, die mich betreiben
option-config-set-channel = kanal
option-config-set-channel-description = Nur in diesem Kanal, wo das geht
command-config-channel = kanal
command-config-channel-description = Was in einem Kanal und seinen Threads oder Beiträgen gilt.
option-config-channel-channel = kanal
option-config-channel-channel-description = Welcher Kanal oder welches Forum
option-config-channel-mode = modus
option-config-channel-mode-description = Worauf ich dort reagiere
choice-config-channel-mode-nothing = Nichts
choice-config-channel-mode-commands-and-buttons = Befehle und Buttons
choice-config-channel-mode-mentions-too = Auch Erwähnungen
choice-config-channel-mode-silent-trial = Stille Probe
choice-config-channel-mode-answer-unasked = Ungefragt antworten
choice-config-channel-mode-as-the-server = Wie der Server
option-config-channel-right = richtig
option-config-channel-right-description = Anteil der Antworten, der richtig sein soll, 0.5 bis 0.999
option-config-channel-private = privat
option-config-channel-private-description = Antworten auf Befehle nur der Person zeigen, die gefragt hat
command-config-role = rolle
command-config-role-description = Wer lehren darf, wer freigeben darf und wer um Hilfe gerufen wird.
option-config-role-may = darf
option-config-role-may-description = Wofür die Rolle da ist
choice-config-role-may-teach = Lehren
choice-config-role-may-approve = Freigeben
choice-config-role-may-be-called-for-help = Um Hilfe gerufen werden
option-config-role-role = rolle
option-config-role-role-description = Welche Rolle
option-config-role-remove = entfernen
option-config-role-remove-description = Das Recht entziehen, statt es zu geben
choice-config-set-setting-record-questions = Fragen aufzeichnen
choice-config-set-setting-learn-from-votes = Aus Bewertungen lernen
choice-config-set-setting-days-questions-are-kept = Tage, die Fragen aufbewahrt werden
choice-config-set-setting-share-of-right-answers = Anteil richtiger Antworten
choice-config-set-setting-share-of-right-answers-in-threads = Anteil richtiger Antworten in Threads
choice-config-set-setting-share-of-right-answers-nobody-asked-for = Anteil richtiger ungefragter Antworten
choice-config-set-setting-what-i-react-to = Worauf ich reagiere
choice-config-set-setting-answers-to-commands-are-private = Antworten auf Befehle sind privat
choice-config-set-setting-language = Sprache
choice-config-set-setting-roles-that-may-teach = Rollen, die lehren dürfen
choice-config-set-setting-roles-that-may-approve = Rollen, die freigeben dürfen
choice-config-set-setting-role-to-call-for-help = Rolle, die um Hilfe gerufen wird
choice-config-set-setting-questions-of-a-member-in-half-a-minute = Fragen eines Mitglieds je halbe Minute
choice-config-set-setting-answers-in-a-channel-in-half-a-minute = Antworten je Kanal und halbe Minute
choice-config-set-setting-seconds-before-an-answer-is-repeated = Sekunden, bis eine Antwort wiederholt wird
choice-config-set-setting-unasked-answers-in-a-channel-in-an-hour = Ungefragte Antworten je Kanal und Stunde
choice-config-set-setting-minutes-to-listen-on-in-a-thread = Minuten, die ich im Thread weiter zuhöre

## Settings: what is shown

title-config = Einstellungen dieses Servers
field-config-answers = Antworten
field-config-unasked = Was niemand gefragt hat
field-config-people = Personen
field-config-memory = Gedächtnis
field-config-pace = Tempo
field-config-channels = Kanäle
config-usual = üblich
config-on = an
config-off = aus
config-none = keine
config-own-language = die des Servers in Discord
config-more-channels = … und { $more } weitere
config-how = Was *üblich* ist, bleibt denen überlassen, die mich betreiben. `/{ command-config } { command-config-set }` ändert eine Einstellung; `/{ command-history }` nimmt eine Änderung zurück.
config-set = **{ $setting }**: ab jetzt { $value }. Das ist Änderung { $number }; `/{ command-history }` nimmt sie zurück.
config-set-in = **{ $setting }** in { $channel }: ab jetzt { $value }. Das ist Änderung { $number }; `/{ command-history }` nimmt sie zurück.
config-nothing = Gib mindestens eine Sache an, die sich dort ändern soll.
config-cannot-read = ⚠️ Ich kann nicht lesen, was nicht an mich gerichtet ist; also wird nichts ungefragt beantwortet, und keine Probe hört zu. Wer mich betreibt, muss im Discord Developer Portal unter Bot den *Message Content Intent* einschalten und mich neu starten. Alles andere geht.
config-not-looked = ⚠️ Ich konnte Discord nicht fragen, ob es alle Rollen und Kanäle noch gibt, die hier stehen.
# Hinter einer Rolle, einem Kanal und @everyone.
config-no-such-role = ⚠️ *(keine Rolle dieses Servers)*
config-no-such-channel = ⚠️ *(kein Kanal dieses Servers)*
config-counts-for-nobody = ⚠️ *(gilt für niemanden; nenn eine Rolle, die nicht alle haben)*
config-role-unknown = Die Rolle { $role } gibt es auf diesem Server nicht; es wurde nichts geändert. Erwähne die Rolle oder wähl sie bei `/{ command-config } { command-config-role }` aus.
config-roles-not-looked = Ich konnte Discord nicht fragen, ob es diese Rolle gibt; es wurde nichts geändert. Versuch es bitte noch einmal.
config-takes-switch = Möglich sind `on`, `off` oder `default`.
config-takes-days = Möglich ist eine Anzahl von Tagen von 1 bis 3650 oder `default`.
config-takes-share = Möglich ist eine Zahl von 0.5 bis 0.999 (0.95 für 95 von 100) oder `default`.
config-takes-mode = Möglich sind `off`, `commands`, `mention`, `trial`, `auto` oder `default`.
config-takes-language = Möglich sind `en`, `de`, `fr`, `es`, `pt` oder `default`.
config-takes-roles = Möglich sind Rollen, wie du sie erwähnst, `none` oder `default`.
config-takes-count = Möglich ist eine ganze Zahl ab 0 oder `default`.

## Importing: what is wrong in a file

problem-severity-error = Fehler: { $problem }
problem-severity-warning = Warnung: { $problem }
problem-severity-note = Hinweis: { $problem }
problem-file-of-wrong-type = in der Datei steht { $kind }, wo Einträge stehen sollten; schreib { $example } oder eine Liste von Einträgen
problem-overview-without-topic = der Überblick gehört zu keinem Thema; ergänze "topic"
problem-overview-without-topic-cell = der Überblick gehört zu keinem Thema; fülle die Spalte "topic" aus
problem-topic-of-wrong-type = das Thema ist { $kind }; hier sollten ein Name und ein Überblick stehen
problem-topic-without-name = das Thema hat keinen Namen; ergänze "name"
problem-topic-name-empty = das Thema hat keinen Namen; gib ihm einen
problem-entry-of-wrong-type = der Eintrag ist { $kind }; hier sollten "questions" und "answer" stehen
problem-no-text = { $key } ist { $kind }; hier sollte ein Text stehen
problem-not-in-quotes = { $key } ist { $kind }; setz es in Anführungszeichen
problem-no-texts = { $key } ist { $kind }; hier sollte ein Text oder eine Liste von Texten stehen
problem-no-list = { $key } ist { $kind }; hier sollte eine Liste stehen
problem-item-is-no-text = in { $key } steht { $kind }; jedes Element sollte ein Text sein
problem-item-not-in-quotes = in { $key } steht { $kind }; setz es in Anführungszeichen
problem-key-twice = { $key } ist zweimal angegeben; behalte eines davon; das erste wurde genommen
problem-unknown-key = { $key } ist hier nicht bekannt und wurde übergangen; ist { $nearest } gemeint?
problem-unknown-key-among = { $key } ist hier nicht bekannt und wurde übergangen; bekannt sind { $known }
problem-unknown-column = die Spalte { $column } ist nicht bekannt und wurde übergangen; ist { $nearest } gemeint?
problem-unknown-column-among = die Spalte { $column } ist nicht bekannt und wurde übergangen; bekannt sind { $known }
problem-too-many-cells = die Zeile hat { $cells } Zellen, die Kopfzeile { $columns }; setz Text, in dem ein Trennzeichen steht, in doppelte Anführungszeichen
problem-unclosed-quote = in dieser Zeile beginnt ein Anführungszeichen, das nie geschlossen wird; schließ es, und schreib Anführungszeichen innerhalb von Anführungszeichen doppelt ("")
problem-unclosed-quotes = die Datei wurde nicht weitergelesen, weil Anführungszeichen nicht geschlossen sind; schließ sie
problem-no-column = der Kopfzeile fehlt die Spalte { $column }; benenne die Spalten in der ersten Zeile, zum Beispiel: questions,answer
problem-too-many-phrasings = der Eintrag hat mehr als { $most } Fragen; behalte die, deren Wörter sich unterscheiden
problem-phrasing-twice = { $question } steht zweimal in diesem Eintrag; nimm eine davon heraus; Großschreibung und Satzzeichen machen keinen Unterschied
problem-phrasing-too-long = die Frage hat { $characters } Zeichen, erlaubt sind { $most }; Einzelheiten gehören in die Antwort; frag mit weniger Wörtern
problem-phrasing-empty = die Frage ist leer; frag mit ein paar Wörtern
problem-row-without-question = die Zeile hat keine Frage; fülle die Spalte "questions" aus
problem-no-question-above = der Eintrag hat keine Frage; schreib eine über die Antwort
problem-entry-without-question = der Eintrag hat keine Frage; ergänze "questions"
problem-row-without-answer = die Zeile hat keine Antwort; fülle die Spalte "answer" aus
problem-no-answer-below = { $entry } hat keine Antwort; schreib sie in die Zeilen darunter, oder nimm die leere Zeile dazwischen heraus, falls die nächste Zeile dasselbe in anderen Worten fragt
problem-heading-without-answer = { $entry } hat keine Antwort; schreib sie darunter; eine Überschrift, die keine Frage ist, darf nicht mit einem Fragezeichen enden
problem-entry-without-answer = { $entry } hat keine Antwort; ergänze "answer"
problem-control-characters = { $count ->
        [one] { $count } Steuerzeichen wurde
       *[other] { $count } Steuerzeichen wurden
    } entfernt ({ $part }); nimm sie aus der Datei; sie kommen von einem Terminal oder einer Textverarbeitung
problem-part-too-long = { $part }: { $characters } Zeichen, erlaubt sind { $most }; kürze den Text, oder verteile ihn auf mehrere Fragen
problem-id-empty = die ID ist leer; nimm eine wie "reset-password", oder keine
problem-id-too-long = die ID hat { $characters } Zeichen, erlaubt sind { $most }; nimm eine wie "reset-password", oder keine
problem-id-with-sign = in der ID steht { $sign }; IDs haben weder Leerzeichen noch Steuerzeichen; nimm eine wie "reset-password", oder keine
problem-no-state = { $state } ist kein Zustand; schreib draft, approved oder retired
problem-no-date = { $date } ist kein Datum; schreib es als Jahr-Monat-Tag, zum Beispiel 2027-01-31
problem-no-question-in-text = in dieser Datei steht keine Frage; beende jede Frage mit einem Fragezeichen, auf einer eigenen Zeile
problem-no-question-in-markdown = in dieser Datei steht keine Frage; mach jede Frage zu einer Überschrift, die mit einem Fragezeichen endet
problem-no-question-in-table = in dieser Datei steht keine Frage; ergänze eine Zeile mit einer Frage und einer Antwort
problem-no-question-in-file = in dieser Datei steht keine Frage; ergänze einen Eintrag mit "questions" und "answer"
problem-is-json-lines = in dieser Datei ist jede Zeile ein JSON-Wert; gib ihr einen Namen, der auf .jsonl endet
problem-bad-json = das ist kein gültiges JSON ({ $error }); bring es in Ordnung; alles andere wurde gelesen, soweit es sich trennen ließ
problem-bad-toml = das ist kein gültiges TOML ({ $error }); bring es in Ordnung; alles andere wurde gelesen, soweit es sich trennen ließ
problem-bad-yaml = das ist kein gültiges YAML ({ $error }); bring es in Ordnung; alles andere wurde gelesen, soweit es sich trennen ließ
problem-bad-yaml-before = das ist kein gültiges YAML ({ $error }); bring es in Ordnung, und sieh dir die Einträge danach an: vielleicht wurden sie nicht gelesen
problem-hostile-yaml = das ist kein gültiges YAML ({ $error }); schreib aus, wofür die Aliasse stehen
problem-bad-front-matter = der Vorspann ist kein gültiges YAML ({ $error }); schreib ein "schlüssel: wert" pro Zeile, zwischen Zeilen aus ---
problem-bad-comment = der Kommentar unter der Frage ist kein gültiges YAML ({ $error }); schreib ein "schlüssel: wert" pro Zeile, mit Anführungszeichen um Werte, in denen ein Doppelpunkt steht
problem-stray-text = dieser Text gehört zu keinem Thema und keiner Frage; setz eine Überschrift darüber, damit er der Überblick eines Themas wird
problem-two-answers = der Eintrag hat zwei Antworten; behalte die im Kommentar, die genommen wurde, oder die darunter
problem-is-utf16 = die Datei ist Text in UTF-16; speichere sie als UTF-8
problem-is-binary = das sieht nach einer Binärdatei aus; nimm eine Textdatei, oder speichere diese als Text in UTF-8
problem-not-utf8 = das Byte { $byte } ist kein Text in UTF-8; speichere die Datei als UTF-8
problem-not-utf16 = { $unit } ist kein Text in UTF-16; exportiere die Datei noch einmal, oder speichere sie als UTF-8
problem-ends-within-character = die Datei endet mitten in einem Zeichen; exportiere sie noch einmal, oder speichere sie als UTF-8
problem-too-many-in-all = es sind insgesamt mehr als { $most } Fragen; importiere weniger auf einmal; dieser Eintrag und was in der Datei folgt wurde nicht genommen
problem-other-overview = das Thema { $topic } hat noch einen Überblick, bei { $place }; behalte einen; der andere wurde genommen
problem-id-taken = die ID { $id } hat schon der Eintrag bei { $place }; gib einem der beiden eine andere
problem-asked-elsewhere = { $question } steht auch bei { $place }, im selben Thema; mach aus beiden einen Eintrag, oder gib diesem eine ID
problem-more = { $count ->
        [one] { $count } weiteres Problem ist
       *[other] { $count } weitere Probleme sind
    } nicht aufgeführt; behebe die übrigen, und sieh noch einmal nach
problem-old-workbook = das ist eine Arbeitsmappe alter Art (.xls), oder sie ist mit einem Passwort geschützt; speichere sie als .xlsx ohne Passwort
problem-bad-workbook = das ist keine vollständige Excel-Arbeitsmappe (.xlsx): Ein Teil fehlt, oder es ist eine andere Art von Datei; exportiere sie noch einmal, oder öffne sie in einer Tabellenkalkulation und speichere sie als .xlsx
problem-no-items = „qna“ ist keine Liste mit Einträgen; exportiere alle Fragen noch einmal aus QnABot; jeder Eintrag der Liste hat „qid“, „q“ und „a“
problem-too-many-parts = die Arbeitsmappe hat mehr als { $most } Teile; verteile sie auf mehrere
problem-unpacks-too-large = die Arbeitsmappe ist ausgepackt größer als { $mib } MiB; verteile sie auf mehrere
problem-cells-too-large = in den Zellen stehen mehr als { $mib } MiB Text; teile die Arbeitsmappe; bis hierher wurde sie gelesen
problem-no-table = kein Blatt der Arbeitsmappe hat eine erste Zeile mit "Question" und "Answer"; setz eine erste Zeile über die anderen, die die Spalten benennt: Question, Answer, Source, Metadata
problem-synonyms-not-taken = das Blatt { $sheet } wurde nicht genommen; ergänze seine Wörter bei den Fragen der Einträge, nach denen damit gefragt wird
problem-sheet-not-taken = das Blatt { $sheet } wurde nicht genommen; kopiere seine Zeilen in das Blatt, das gelesen wurde, falls es Fragen und Antworten sind
problem-more-cells = die Zeile hat { $count ->
        [one] { $count } Zelle
       *[other] { $count } Zellen
    } mehr als die Kopfzeile; setz Text, in dem ein Tabulator steht, in doppelte Anführungszeichen
problem-no-columns-of-theirs = es fehlt die Spalte "Question" oder "Answer"; setz eine erste Zeile über die anderen, die die Spalten benennt: Question, Answer, Source, Metadata
problem-column-not-taken = die Spalte { $column } ist nicht bekannt und wurde nicht genommen; ergänze die Antworten um das, was davon wichtig ist
problem-no-answer-in-row = { $entry } hat keine Antwort; fülle die Spalte "Answer" aus, oder nimm die Zeile heraus
problem-no-question-in-row = die Zeile hat keine Frage; fülle die Spalte "Question" aus, oder nimm die Zeile heraus
problem-no-more-question-in-row = die Zeile hat keine Frage; nimm sie heraus
problem-other-answer-than-line = { $entry } hat eine andere Antwort als Zeile { $line } mit derselben QnaId; gib eine andere QnaId oder dieselbe Antwort an
problem-other-answer-than-row = { $entry } hat eine andere Antwort als Tabellenzeile { $line } mit derselben QnaId; gib eine andere QnaId oder dieselbe Antwort an
problem-only-a-follow-up = { $entry } wird nur als Folgefrage gestellt und wurde als Entwurf genommen; formuliere die Frage so, dass sie für sich stehen kann, und gib sie frei
problem-follow-ups-not-taken = { $entry }: die Folgefragen wurden nicht genommen: { $prompts }; nenne sie in der Antwort, und mach aus jeder einen Eintrag
problem-suggestions-not-taken = { $entry }: die vorgeschlagenen Fragen wurden nicht genommen, denn niemand hat sie freigegeben; ergänze die richtigen als Fragen
problem-has-html = in der Antwort auf { $question } steht HTML: { $tags }; schreib es als Markdown; es würde so gezeigt, wie es dasteht
problem-item-of-wrong-type = das Element ist { $kind }; exportiere noch einmal; ein Element hat "qid", "q" und "a"
problem-other-type = { $entry } ist vom Typ { $kind }, den es in Askwell nicht gibt; schreib das Wichtige daraus als Frage
problem-no-answer-in-item = { $entry } hat keine Antwort; fülle in QnABot "a" oder die Antwort in Markdown aus und exportiere noch einmal, oder nimm das Element heraus
problem-no-question-in-item = { $entry } hat keine Frage; gib in QnABot eine an und exportiere noch einmal, oder nimm das Element heraus
problem-no-place-for = { $entry }: hierfür gibt es keinen Platz: { $parts }; ergänze die Antwort um das, was davon wichtig ist
problem-has-handlebars = { $entry }: in der Antwort steht ein Ausdruck von Handlebars ({ $sign }); schreib, wofür er steht; er würde so gezeigt, wie er dasteht
problem-id-changed = die ID { $id } geht hier nicht und wurde zu { $became }; nimm die neue, wo der Eintrag genannt wird
problem-kind-nothing = nichts
problem-kind-text = ein Text
problem-kind-date = ein Datum
problem-kind-number = eine Zahl
problem-kind-boolean = true oder false
problem-kind-list = eine Liste
problem-kind-group = eine Gruppe von Schlüsseln
problem-kind-too-deep = etwas zu tief Verschachteltes
problem-part-answer = Antwort
problem-part-overview = Überblick
problem-nameless-entry = der Eintrag
problem-nameless-row = die Zeile
problem-nameless-item = das Element
problem-fault-alias-in-itself = ein Alias steht in dem, wofür es steht
problem-fault-copies-too-much = seine Aliasse kopieren zu viel
problem-fault-too-many-dots = zu viele Punkte in den Schlüsseln eines Werts
problem-fault-no-colon = hinter dem Schlüssel fehlt `:`
