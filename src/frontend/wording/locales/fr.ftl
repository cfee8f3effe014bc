# Ce qu’on lit dans Discord en français. Comment s’appellent les clés et quelle longueur ont les textes : voir en.ftl.
# Termes : entrée, sujet, formulation, question, réponse, confiance. On tutoie qui lit. Une espace insécable précède les
# signes doubles.

## Commands

command-ask = demander
command-ask-description = Pose une question, tu reçois la réponse enregistrée.
option-ask-question = question
option-ask-question-description = Ta question, dans tes propres mots
option-ask-private = privé
option-ask-private-description = Ne montrer la réponse qu’à toi
command-faq = faq
command-faq-description = Parcours les questions et réponses enregistrées.
command-faq-search = chercher
command-faq-search-description = Trouve des entrées par mots ou par sens.
option-faq-search-words = mots
option-faq-search-words-description = Ce que tu cherches
command-faq-list = liste
command-faq-list-description = Liste toutes les entrées, ou celles d’un sujet.
option-faq-list-topic = sujet
option-faq-list-topic-description = Ce sujet seulement
command-faq-show = afficher
command-faq-show-description = Affiche une entrée, pour toi seulement.
option-faq-show-entry = entrée
option-faq-show-entry-description = Tape quelques mots et choisis-en une
command-faq-send = envoyer
command-faq-send-description = Publie une entrée ici, comme réponse pour quelqu’un.
option-faq-send-entry = entrée
option-faq-send-entry-description = Tape quelques mots et choisis-en une
option-faq-send-member = membre
option-faq-send-member-description = À qui elle s’adresse ; la personne est nommée, sans notification
command-why = pourquoi
command-why-description = Pourquoi ta dernière question a reçu cette réponse.
command-privacy = confidentialité
command-privacy-description = Ce que je garde sur toi : le voir, l’emporter, le supprimer.
command-privacy-show = voir
command-privacy-show-description = Voir ce que je garde sur toi ici.
command-privacy-export = exporter
command-privacy-export-description = Recevoir tout ce que je garde sur toi ici, dans un fichier.
command-privacy-delete = supprimer
command-privacy-delete-description = Supprimer tout ce que je garde sur toi ici.
command-privacy-set = régler
command-privacy-set-description = Décider de ce que je peux garder et te dire.
option-privacy-set-recorded = conserver
option-privacy-set-recorded-description = Si tes questions peuvent être conservées
option-privacy-set-told = prévenir
option-privacy-set-told-description = Si je te préviens quand une de tes questions reçoit sa réponse
command-trial = essai
command-trial-description = Ce qui aurait été répondu là où je ne fais qu’écouter, et s’il faut me laisser parler.
option-trial-days = jours
option-trial-days-description = Combien de jours en arrière ; 30 par défaut
menu-answer-from-faq = Répondre avec la FAQ

## Answers

asked = Question : { $question }
sure = sûr, { $percent }
fairly-sure = assez sûr, { $percent }
unsure = pas sûr, { $percent }
doubtful = douteux, { $percent }
matched = correspond à « { $phrasing } »
chosen = choisi par toi
entry-id = id : { $id }
past-review = Cette réponse devait être revérifiée avant le { $day }.
source = Source : { $source }
button-source = Source
field-other-words = Se demande aussi ainsi
rest-in-file = *Ce n’est que le début : la réponse complète est dans le fichier joint.*
all-in-file = *La réponse ne tient pas ici : elle est dans le fichier joint.*
not-shown-here = Je n’ai pas le droit de montrer cette réponse dans ce salon. Utilise `/{ command-ask }` pour la voir.
sent-by = Envoyé par { $by }
sent-for = Pour { $whom }, envoyé par { $by }
about-message = À propos de [ce message]({ $link }) de { $author }
button-delete = Supprimer

read-pair = « { $typed } » comme « { $read } »
and = { $before } et { $last }
read-as = J’ai lu { $pairs }.

## Questions back

which-of-same = Plusieurs réponses sont enregistrées pour cette question. Laquelle veux-tu ?
which-of-these = Je ne sais pas laquelle de ces questions tu veux poser :
did-you-mean = Je ne suis pas sûr. C’est ce que tu voulais dire ?
twin-of-this = Je n’ai pas de réponse à cette question précise. C’est ceci que tu voulais dire ?
button-none-of-these = Aucune de celles-ci
button-not-this = Non, autre chose

## No answer

no-entries = Je ne sais encore rien : je n’ai aucune entrée à partir de laquelle répondre.
unknown = Je ne sais pas.

    Essaie une question complète, qui nomme ce dont il s’agit. { all-listed }
unknown-but-near = Je ne sais pas. Ce que j’ai de plus proche :
    { $questions }

    Si c’est ce que tu veux savoir, demande-le dans ces mots. { all-listed }
all-listed = `/{ command-faq } { command-faq-list }` montre tout ce à quoi je peux répondre.
none-of-these = Alors je ne sais pas, désolé. Essaie une question complète avec d’autres mots ; `/{ command-faq } { command-faq-list }` montre tout ce à quoi je peux répondre.
question-empty = Cette question est vide. Écris-la avec des mots.
question-too-long = Cette question a { $length } caractères et j’en lis { $most } au plus. Pose-la en une phrase ou deux.
question-without-words = Il me faut des mots : il n’y a ni lettre ni chiffre dans cette question.
question-in-other-script = Je ne sais pas lire { $script ->
        [Arabic] l’écriture arabe
        [Bengali] l’écriture bengalie
        [Cyrillic] l’écriture cyrillique
        [Devanagari] la devanagari
        [Georgian] l’écriture géorgienne
        [Greek] l’écriture grecque
        [Hangul] le hangul
        [Hebrew] l’écriture hébraïque
        [Hiragana] les hiragana
        [Katakana] les katakana
        [Mandarin] les caractères chinois
        [Thai] l’écriture thaïe
       *[other] cette écriture ({ $script })
    } : le modèle utilisé lit l’anglais. Pose ta question en anglais, s’il te plaît.
question-in-other-language = Je ne sais lire que les questions en anglais, et ceci ressemble à { $language ->
        [Dutch] du néerlandais
        [French] du français
        [German] de l’allemand
        [Italian] de l’italien
        [Polish] du polonais
        [Portuguese] du portugais
        [Russian] du russe
        [Spanish] de l’espagnol
        [Turkish] du turc
        [Ukrainian] de l’ukrainien
       *[other] une autre langue ({ $language })
    }. Pose ta question en anglais, s’il te plaît.

## Several questions at once

open-besides-answers = Sans réponse, parce que je ne sais pas ou que je ne suis pas sûr :
open-alone = Je ne suis sûr d’aucune réponse à ces questions :
perhaps = peut-être : { $questions }
perhaps-as-read = peut-être : { $questions }. { $read }
no-room = Les réponses à ces questions ne tiennent pas ici ; pose-les une par une :
passed-over = { $more ->
        [one] J’ai laissé de côté { $more } autre question
       *[other] J’ai laissé de côté { $more } autres questions
    } ; poses-en moins à la fois.

## Lists

title-all-questions = Questions auxquelles je peux répondre
title-found = Au plus proche de : { $query }
no-topic = Autres
more-found = … et encore { $more } dans le menu ci-dessous
nothing-found = Je n’ai rien trouvé de proche de : { $query }
    Essaie d’autres mots ; `/{ command-faq } { command-faq-list }` montre tout ce à quoi je peux répondre.
no-question-in-topic = Il n’y a aucune question dans le sujet { $topic }.
page = Page { $page } sur { $pages }
placeholder-show-one = Afficher une réponse
placeholder-topic = Choisis un sujet
placeholder-topic-of-first = Choisis un sujet (les { $shown } premiers sur { $all })
item-all-topics = Tous les sujets
item-entries = { $count ->
        [one] { $count } entrée
       *[other] { $count } entrées
    }
button-previous = Précédent
button-next = Suivant

## Why a question was answered as it was

why-no-question = Je ne me souviens d’aucune question de toi ici. Pose-en une, puis demande pourquoi ; après un redémarrage, j’ai oublié la dernière.
why-asked = Ta question : { $question }
why-answered = **J’ai répondu :** { $reason }
why-asked-back = **J’ai demandé de préciser :** { $reason }
why-not-answered = **Je n’ai pas répondu :** { $reason }
why-another-entry = une autre entrée
why-columns = cosine : proximité de sens · words : part de tes mots qu’elle contient
why-more-columns = score : les deux ensemble · share : avance sur les autres
why-elapsed = décidé en { $elapsed }

reason-exact = la question est une formulation enregistrée, à la casse, aux espaces et à la ponctuation près
reason-confident = la meilleure confiance, { $best }, atteint le seuil de { $bar }
reason-topic = la question ne nomme que le sujet, donc sa présentation est la réponse
reason-same-phrasing = plusieurs entrées ont exactement cette formulation
reason-narrow-lead = les deux meilleures sont proches l’une de l’autre, donc aucune n’atteint le seuil de { $bar }
reason-unsure = la meilleure confiance, { $best }, reste sous le seuil de { $bar }
reason-nothing-close = la meilleure confiance est de { $best } ; il faut { $bar } pour répondre, et { $choose } aux meilleures réunies pour les proposer
reason-no-knowledge = il n’y a aucune entrée
reason-near-twin = ce serait la réponse à une question qui diffère par { $kind ->
        [negation] une négation
        [antonym] un contraire
        [number] un nombre
        [version] une version
        [unit] une unité
        [name] un nom
       *[word] un mot
    } : { $sides }
sides-asked-alone = « { $asked } », qui manque à l’autre
sides-stored-alone = « { $stored } », qui n’est que dans l’autre
sides-both = « { $asked } » ici, « { $stored } » là

made-of-usual = confiance : ici, { $usual } est habituel
made-of-closeness = la proximité la porte à { $now }
made-of-words = les mots en commun à { $now }
made-of-reading = la lecture des deux ensemble à { $now }
made-of-lead = l’avance sur les autres à { $now }

fix-wrong-add-phrasing = si c’est faux : ajoute la question, mot pour mot, à la bonne entrée, peut-être { $entry }
fix-add-phrasing = pour qu’elle reçoive une réponse : ajoute la question, mot pour mot, aux formulations de l’entrée concernée ({ $entry })
fix-wrong-new-entry = si c’est faux : écris une entrée dont cette question est une formulation
fix-new-entry = pour qu’elle reçoive une réponse : écris une entrée dont cette question est une formulation
fix-keep-in-one = pour qu’elle reçoive une réponse : laisse cette formulation dans l’une des entrées et retire-la des autres
fix-take-out = si c’est faux : retire cette formulation de l’entrée concernée ({ $entry })
fix-or-lower-target = { $fix } ; ou exige une part moindre de réponses justes, { $share }

## Notices

busy = J’ai trop de questions à la fois. Redemande dans quelques secondes, s’il te plaît.
went-wrong = Quelque chose a échoué de mon côté, c’est noté sous { $id }. Réessaie, s’il te plaît.
not-served = Je n’ai pas de réponses pour ce serveur. La personne qui m’administre doit l’indiquer dans mes réglages.
no-knowledge = Je n’ai pas encore de questions et réponses pour ce serveur. La personne qui m’administre peut m’en donner.
not-direct = Je ne réponds pas aux messages privés. Pose-moi ta question sur un serveur.
not-here = Je suis désactivé dans ce salon. Pose-moi ta question dans un autre.
wait = Ça fait beaucoup de questions. Attends { $seconds ->
        [one] une seconde
       *[other] { $seconds } secondes
    } avant de redemander.
just-given = J’ai donné cette réponse ici il y a un instant : elle est plus haut.
just-given-at = J’ai donné cette réponse ici il y a un instant : { $link }
channel-busy = Je viens de beaucoup répondre dans ce salon. Réessaie dans { $seconds ->
        [one] une seconde
       *[other] { $seconds } secondes
    }, s’il te plaît.
just-given-so-alone = J’ai donné cette réponse ici il y a un instant, donc celle-ci n’est que pour toi.
channel-busy-so-alone = Je viens de beaucoup répondre dans ce salon, donc ceci n’est que pour toi.
entry-gone = Cette réponse n’existe plus. Pose ta question dans tes propres mots.
old-button = Ce bouton date d’avant et ne fonctionne plus. Repose ta question.
not-yours = Ce bouton appartient à la personne qui a posé la question. Utilise `/{ command-ask }` pour avoir le tien.
not-yours-to-delete = Seule la personne qui a posé la question, ou la modération, peut supprimer ceci.
could-not-delete = Je n’ai pas pu supprimer ceci. La modération le peut.
no-such-entry = Je n’ai pas cette entrée. Commence à taper et choisis-en une dans la liste.
help = Mentionne-moi avec une question, ou utilise `/{ command-ask }`. `/{ command-faq } { command-faq-list }` montre ce que je sais.
cannot-see = Je ne vois pas ce que les autres écrivent. Ouvre le menu de ce message, Applications, et choisis **{ menu-answer-from-faq }** ; ou mentionne-moi avec la question elle-même.
no-text = Il n’y a dans ce message aucun texte auquel je puisse répondre.

## Ce que l’on pense d’une réponse

button-helpful = Utile
button-not-helpful = Pas utile
button-related = Voir aussi
button-wrong-entry = Mauvaise réponse
button-outdated = Périmée
button-unclear = Pas claire
feedback-thanks = Merci, c’est noté.
feedback-why-not = Merci, c’est noté. Qu’est-ce qui ne va pas ?
feedback-which-one = Laquelle des réponses n’a pas aidé ?
feedback-related = Proche de ta question aussi :
feedback-noted-wrong = Merci. La modération voit maintenant que cela ne répond pas à la question.
feedback-noted-flaw = Merci. La modération voit maintenant que cette réponse est à revoir.
feedback-not-kept = Cette question n’est pas conservée, ou ne l’est plus : je ne peux rien noter à son sujet.

## Quand il n’y a pas de réponse

button-tell-me = Préviens-moi quand il y aura une réponse
button-ask-human = Demander à un humain
feedback-will-tell = Je te préviendrai quand quelqu’un y aura répondu.
feedback-answered-already = Quelqu’un y a répondu entre-temps :
feedback-set-aside = La modération a mis cette question de côté, il n’y aura donc pas de réponse de ma part.
# For all to see; the role and the member are mentions.
human-called = { $role } : { $member } a une question à laquelle je ne sais pas répondre.
human-called-for = { $role } : { $member } a une question à laquelle je ne sais pas répondre :
    > { $question }
human-done = J’ai appelé quelqu’un : { $link }
human-wait = Quelqu’un vient d’être appelé. Attends { $minutes ->
        [one] une minute
       *[other] { $minutes } minutes
    } avant d’appeler de nouveau, s’il te plaît.
human-nobody = Il n’y a personne ici que je puisse appeler.
human-not-here = Je n’ai pas le droit d’écrire dans ce salon, je n’ai donc pu appeler personne.

## Être prévenu plus tard

notice-of-own = Ta question « { $question } » a maintenant une réponse :
notice-of-followed = Une question dont tu voulais connaître la réponse en a maintenant une :
button-stop-telling = Ne me préviens plus
feedback-stopped = Je ne te préviendrai plus. `/{ command-privacy } { command-privacy-set }` permet de revenir en arrière.

## Ce qui est conservé sur quelqu’un

privacy-none = Je ne garde rien ici : je fonctionne sans mémoire.
privacy-held = Voici ce que je garde sur toi ici :
privacy-held-still = Je garde encore ceci sur toi ici :
privacy-nothing = Je ne garde rien sur toi ici.
privacy-questions = { $count ->
        [one] { $count } question
       *[other] { $count } questions
    }
privacy-votes = { $count ->
        [one] { $count } vote
       *[other] { $count } votes
    }
privacy-missed = { $count ->
        [one] { $count } question à laquelle je n’ai pas su répondre
       *[other] { $count } questions auxquelles je n’ai pas su répondre
    }
privacy-follows = { $count ->
        [one] { $count } question dont tu veux connaître la réponse
       *[other] { $count } questions dont tu veux connaître la réponse
    }
privacy-suggested = { $count ->
        [one] { $count } suggestion que tes votes soutiennent
       *[other] { $count } suggestions que tes votes soutiennent
    }
privacy-notices = { $count ->
        [one] { $count } message qui t’attend
       *[other] { $count } messages qui t’attendent
    }
privacy-changes = { $count ->
        [one] { $count } modification des connaissances à ton nom
       *[other] { $count } modifications des connaissances à ton nom
    }
privacy-latest = Tes dernières questions :
privacy-recorded = Tes questions sont conservées.
privacy-not-recorded = Tes questions ne sont pas conservées.
privacy-recorded-nowhere = Ce serveur n’enregistre pas de questions en ce moment, les tiennes ne sont donc pas conservées non plus.
privacy-not-learning = Sur ce serveur, les votes ne proposent aucun changement en ce moment.
privacy-told = Je te préviens quand une de tes questions reçoit sa réponse.
privacy-told-of-kept = Je te préviens quand une de tes questions encore conservées reçoit sa réponse.
privacy-not-told = Je ne te préviens pas quand une de tes questions reçoit sa réponse.
privacy-how = `/{ command-privacy } { command-privacy-export }` te donne le tout, `/{ command-privacy } { command-privacy-delete }` le supprime, `/{ command-privacy } { command-privacy-set }` décide de la suite. Tout cela ne concerne que cet endroit : chaque serveur est à part, et les messages privés aussi.
privacy-file = Tout ce que je garde sur toi ici.
privacy-sure = Cela supprime tout ce que je garde sur toi ici, et c’est définitif. Ce que la modération en a fait reste, sans ton nom. Si tu as refusé que je garde tes questions ou que je te prévienne, cela reste valable.
button-forget = Tout supprimer
privacy-forgotten = Supprimé. Je ne garde plus rien sur toi ici.
privacy-forgotten-but = Supprimé. Je ne garde plus de toi que tes refus, pour m’y tenir.
privacy-forgotten-nothing = Il n’y avait rien à supprimer.
privacy-no-stays = Je m’y tiens ; pour effacer cela aussi, accepte de nouveau avec `/{ command-privacy } { command-privacy-set }`, puis supprime encore une fois.

## Curating: commands

command-teach = enseigner
command-teach-description = Écris une question et sa réponse ; rien n’est servi avant que tu voies ce que ça change.
option-teach-question = question
option-teach-question-description = La question, si tu l’as déjà
option-teach-topic = sujet
option-teach-topic-description = Le sujet auquel elle appartient
command-edit = modifier
command-edit-description = Modifie les questions ou la réponse d’une entrée.
option-edit-entry = entrée
option-edit-entry-description = Tape quelques mots et choisis-en une
command-retire = retirer
command-retire-description = Retire une entrée du service, ou remets-en une en service.
option-retire-entry = entrée
option-retire-entry-description = L’entrée qui ne doit plus répondre
option-retire-restore = remettre
option-retire-restore-description = L’entrée retirée qui doit répondre à nouveau
command-history = historique
command-history-description = Vois qui a changé quoi, et annule des changements.
option-history-entry = entrée
option-history-entry-description = Seulement les changements de cette entrée
menu-teach-from-this = Enseigner à partir de ceci

## Curating: the form

form-title-teach = Une nouvelle entrée
form-title-edit = Modifier une entrée
form-title-draft = Modifier le brouillon
label-question = Question
label-more-questions = Autres formulations, une par ligne
label-answer = Réponse (Markdown)
label-topic = Sujet
placeholder-question = Comment faire pour … ?
placeholder-more-questions = Plus elles diffèrent, mieux l’entrée est trouvée
placeholder-answer = Liens et images seuls sur leur ligne deviennent boutons et images
placeholder-topic-of-entry = Aucun, ou un nom sous lequel les entrées sont listées
placeholder-too-long = Ce texte est trop long pour ce champ ; écris-le en moins de mots
does-not-fit-form = Cette entrée est trop longue pour un formulaire de Discord, qui prend 4 000 caractères par champ, et je n’en coupe jamais. Modifie-la dans son fichier ou avec `askwell edit` là où je tourne.
written-in-file = Ce que tu as écrit est dans le fichier joint, pour que rien ne soit perdu.
form-late = J’ai mis trop de temps pour un formulaire. Réessaie, s’il te plaît.

## Curating: drafts

draft-adds = **Brouillon** de { $by } : une nouvelle entrée
draft-changes = **Brouillon** de { $by } : une modification d’entrée
draft-retires = **Brouillon** de { $by } : cette entrée ne doit plus répondre
draft-restores = **Brouillon** de { $by } : cette entrée retirée doit répondre à nouveau
draft-not-served = Rien n’en est servi avant l’enregistrement.
draft-waits = Il attend l’accord de la modération ; rien n’en est servi avant. Tu peux encore le modifier ou le reprendre.
draft-resolves = Il répond à des questions sans réponse (numéro { $number }).
draft-outdated = ⚠️ L’entrée a été modifiée depuis. Appuie sur Modifier, compare, et renvoie le formulaire.
draft-more-questions = { $more ->
        [one] { $more } autre formulation n’est pas montrée
       *[other] { $more } autres formulations ne sont pas montrées
    }
draft-diff = Ce qui change :
draft-gone = Ce brouillon n’attend plus : quelqu’un a décidé.
this-draft = ce brouillon
somebody = quelqu’un
near-unknown = Impossible de savoir pour le moment si quelque chose de semblable existe déjà.
near-same = ⚠️ Cela existe déjà, avec la même réponse : « { $question } »
near-conflict = ⚠️ La même question a une autre réponse : « { $question } » → { $answer }
near-same-answer = De sens proche ({ $percent }), avec la même réponse : « { $question } »
near-other-answer = ⚠️ De sens proche ({ $percent }), avec une autre réponse : « { $question } » → { $answer }
preview-pending = *Je cherche ce que ça changerait …*
preview-failed = Impossible de dire pour le moment ce que ça changerait.
preview = **Aperçu :** { $changed ->
        [0] aucune question ne reviendrait
        [one] une question reviendrait
       *[other] { $changed } questions reviendraient
    } autrement (questions enregistrées : { $stored }, posées récemment : { $asked })
preview-answers = Cela répondrait à { $count ->
        [one] une question sans réponse
       *[other] { $count } questions sans réponse
    }, et { $told ->
        [0] personne n’en serait averti
        [one] une personne en serait avertie
       *[other] { $told } personnes en seraient averties
    }.
preview-more = … et { $more } de plus
outcome-choice = un choix de { $count }
outcome-none = pas de réponse
button-save = Enregistrer
button-save-beside = Enregistrer à côté
button-change = Modifier
button-discard = Abandonner
button-undo = Annuler
button-add-question = Ajouter la question à « { $entry } »
button-put-answer = Mettre cette réponse dans « { $entry } »

## Curating: what was done

done-saved = **Enregistré :** « { $entry } » reçoit désormais cette réponse.
done-saved-beside = **Enregistré** à côté de « { $other } ». Les deux entrées ont la question « { $question } » : à qui la pose, je demande donc de quelle réponse il s’agit. Pour qu’une seule réponde, retire la question de l’autre avec `/{ command-edit }`, ou retire l’autre du service avec `/{ command-retire }`.
done-merged = **Enregistré :** c’est maintenant dans « { $entry } ».
done-retired = **Retirée du service :** « { $entry } » ne répond plus. L’entrée est conservée avec son historique.
done-restored = **Remise en service :** « { $entry } » répond à nouveau.
done-discarded = **Abandonné.** Rien n’en a jamais été servi.
done-undone = **Annulé :** le changement { $number } a été défait.
done-number = C’est le changement { $number }.
done-as-it-was = Les connaissances étaient déjà ainsi.
done-answers = Cela répond à { $count ->
        [one] une question sans réponse
       *[other] { $count } questions sans réponse
    }.
done-told = { $count ->
        [one] Une personne qui avait demandé est avertie
       *[other] { $count } personnes qui avaient demandé sont averties
    } de la réponse.
retire-one-of-both = Choisis une entrée : une à retirer, ou une à remettre en service.

## Curating: history

title-history = Changements
history-empty = Rien n’a été changé.
history-more-items = … et { $more } de plus dans le même changement
history-entry = { $item }
history-draft = brouillon : { $item }
history-topic = sujet : { $item }
history-setting = réglage : { $item }
history-counter = plus de réponse à : { $item }
button-latest = Les plus récents
button-older = Plus anciens
placeholder-undo = Annuler un changement
item-action-teach = enseigné
item-action-edit = modifié
item-action-retire = retiré
item-action-restore = remis
item-action-approve = approuvé
item-action-reject = abandonné
item-action-undo = annulé
item-action-set = réglé
item-action-import = importé
item-action-resolve = résolu
diff-topic = sujet
diff-tags = mots-clés
diff-source = source
diff-review-by = à revoir avant le
diff-state = état
diff-retired = retirée
diff-draft = brouillon
diff-first-now = { $question } (la première désormais)

## Curating: why something was not done

refused-not-yours = Ce n’est pas à toi.
refused-needs-teacher = Sur ce serveur, seules peuvent le faire les personnes qui gèrent les messages et celles qui ont un rôle prévu pour enseigner.
refused-needs-moderator = Sur ce serveur, seules peuvent le faire les personnes qui gèrent les messages et celles qui ont un rôle prévu pour modérer.
refused-needs-owner = Seules les personnes qui peuvent gérer ce serveur peuvent le faire.
refused-roles = Rôles prévus : { $roles }
refused-no-store = Rien ne peut être gardé ici : je tourne sans stockage. La personne qui m’administre peut m’en donner un.
refused-not-there = Cela n’existe plus : quelqu’un a décidé ou l’a enlevé.
refused-id-taken = Une entrée a déjà cet identifiant. Modifie celle-là, ou choisis un autre identifiant.
refused-no-setting = Ce réglage n’existe pas.
refused-setting-everywhere = **{ $setting }** : c’est pareil dans tous les salons. Règle-le sans salon.
refused-setting-value = **{ $setting }** : cette valeur n’est pas possible.
refused-setting-everybody = **{ $setting }** : @everyone n’est pas possible ici. Nomme un rôle que tout le monde n’a pas.
refused-near = Une entrée qui demande presque la même chose existe déjà.
refused-conflict = Quelqu’un a changé cela entre-temps. Rien n’a été fait ; regarde à nouveau.
refused-changed-since = Le changement { $by } a modifié la même chose depuis le changement { $number }. Annule d’abord le { $by }, ou modifie-la.
refused-undone = Le changement { $number } a déjà été annulé, par le changement { $by }. Pour le retrouver, annule le { $by }.
refused-closed = Quelqu’un a déjà décidé de la question sans réponse { $number }. Pour la rouvrir, annule cela dans `/{ command-history }`, ou utilise `askwell missed reopen { $number }` là où je tourne.
refused-already = C’est déjà ainsi.
refused-later = Cela ne peut pas être gardé pour le moment. Réessaie dans une minute.
refused-no-question = Une entrée a besoin d’une question.
refused-many-questions = Une entrée peut avoir { $most } questions, et celle-ci en aurait { $count }.
refused-long-question = Une des questions dépasse { $most } caractères. Mets les détails dans la réponse.
refused-no-such-question = L’entrée n’a pas cette question.
refused-no-answer = Une entrée a besoin d’une réponse.
refused-long-answer = La réponse a { $length } caractères, et { $most } sont permis. Mets le reste derrière un lien.
refused-id = Cela ne peut pas être un identifiant : il a de 1 à 64 caractères et pas d’espace.
refused-nothing = Rien ne changerait.

## Questions that are put to nobody, and silent trials

# Small letters above an answer that nobody asked for.
unasked = -# Personne ne m’a rien demandé, mais je crois connaître cette question. Si je me trompe, son auteur peut supprimer cette réponse.
title-trial = Essai silencieux : { $days ->
    [one] le dernier jour
   *[other] les { $days } derniers jours
}
trial-nothing = Rien n’aurait reçu de réponse. Là où le mode est `trial`, j’écoute sans rien dire.
trial-channel = { $channel } : { $answered ->
        [one] { $answered } question aurait
       *[other] { $answered } questions auraient
    } reçu une réponse ; { $judged }.
trial-not-judged = aucune n’est encore jugée
trial-judged = { $judged ->
        [one] { $judged } jugée
       *[other] { $judged } jugées
    }, { $right ->
        [one] { $right } juste
       *[other] { $right } justes
    }, soit { $low } à { $high } % de toutes
trial-wait = Laisse-moi continuer à écouter.
trial-judge-more = Pas encore : juges-en { $more } de plus.
trial-listen-on = Pas encore : il en faut { $more } de plus { $more ->
        [one] qui soit jugée juste
       *[other] qui soient jugées justes
    }. Laisse-moi continuer à écouter.
trial-speak = Passe le mode à `auto` ici : ce qui aurait été répondu est assez souvent juste.
trial-raise = Règle `right-unasked` sur { $share }, puis le mode sur `auto` : seul ce qui était moins sûr était faux.
trial-stay-silent = Laisse-le désactivé : il y a trop d’erreurs. Améliore les entrées concernées.
button-trial-judge = { $count ->
    [one] Juger une réponse
   *[other] Juger { $count } réponses
}
trial-sample = { $left } à juger. Quelqu’un a écrit : { $question }
trial-sample-right = Cette réponse aurait-elle été la bonne ?
trial-entry-gone = Cette entrée n’existe plus.
button-trial-right = Juste
button-trial-wrong = Faux
button-trial-skip = Passer
button-trial-overview = Vue d’ensemble

## Gestion : revue, import, export, chiffres

command-review = revue
command-review-description = Décider de ce qui attend : brouillons, suggestions, questions sans réponse, vieilles réponses.
command-import = importer
command-import-description = Reprendre les entrées d’un fichier : toutes, ou aucune si quelque chose ne va pas.
option-import-file = fichier
option-import-file-description = Texte, Markdown, TOML, YAML, JSON, CSV, ou un export de QnA Maker ou de QnABot
option-import-dry-run = essai
option-import-dry-run-description = Montrer seulement ce qui changerait
command-export = exporter
command-export-description = Recevoir les entrées de ce serveur dans un fichier qui peut être importé de nouveau.
option-export-format = format
option-export-format-description = Comment il est écrit ; JSONL sans précision
choice-export-format-jsonl = JSONL
choice-export-format-toml = TOML
choice-export-format-yaml = YAML
choice-export-format-markdown = Markdown
choice-export-format-csv = CSV
choice-export-format-json = JSON
option-export-what = quoi
option-export-what-description = Tout, ou seulement ce qui a été enseigné ou modifié ici
choice-export-what-everything = Tout
choice-export-what-what-was-taught-here = Ce qui a été enseigné ici
command-stats = chiffres
command-stats-description = Voir ce qui a été demandé ces 30 derniers jours, et ce qui en est advenu.
review-place = { $number } sur { $of }
review-nothing = Rien n’attend de décision. ✅
review-end = C’était le dernier. { $count ->
        [one] Il en reste un
       *[other] Il en reste { $count }
    } pour plus tard.
review-phrasing = { $count ->
        [one] Selon le vote d’une personne
       *[other] Selon les votes de { $count } personnes
    }, « { $question } » demande **{ $entry }**. Si tu approuves, ce sera une façon de plus de le demander.
review-counter = { $count ->
        [one] Selon le vote d’une personne
       *[other] Selon les votes de { $count } personnes
    }, **{ $entry }** n’est pas la réponse à « { $question } ». Si tu approuves, cette entrée ne sera plus montrée pour cette question et ses semblables.
review-entry-gone = Cette entrée ne répond plus.
review-unanswered = Aucune réponse n’a été trouvée.
review-wrong = **{ $entry }** a été montrée, et { $count ->
        [one] une personne dit
       *[other] { $count } personnes disent
    } que c’est la réponse à autre chose.
review-none = { $count ->
        [one] Une personne n’a
       *[other] { $count } personnes n’ont
    } rien choisi de ce qui était proposé.
review-missed = { $askers ->
        [one] Une personne a demandé
       *[other] { $askers } personnes ont demandé
    }, { $times ->
        [one] une fois
       *[other] { $times } fois
    } : d’abord { $first }, la dernière fois { $last }.
review-nearest = Le plus proche : **{ $entry }**
review-overdue = Cela devait être vérifié avant le { $day }.
review-flawed = { $count ->
        [one] Une personne dit
       *[other] { $count } personnes disent
    } que cela n’a pas aidé (périmé : { $outdated }, pas clair : { $unclear }).
review-approved = **Approuvé :** « { $entry } » l’a maintenant.
review-approved-counter = **Approuvé :** « { $entry } » n’est plus montrée pour cette question et ses semblables.
review-rejected = **Refusé.** Ce ne sera plus proposé.
review-dismissed = **Écarté.** Les questions semblables ne comptent plus comme restées sans réponse.
review-joined = **C’est fait :** « { $entry } » y répond maintenant.
review-still-right = **Vérifié :** « { $entry } » est juste ainsi ; tu la reverras dans six mois.
review-undone = **Annulé.** Cela attend de nouveau.
review-too-late = Quelqu’un d’autre vient d’en décider.
button-approve = Approuver
button-reword = En d’autres mots
button-reject = Refuser
button-answer = Écrire la réponse
button-dismiss = Écarter
button-still-right = Toujours juste
button-retire = Retirer
button-skip = Passer
button-go-on = Continuer la revue
button-from-beginning = Depuis le début
placeholder-join = Ou choisis une entrée qui y répond
form-title-reword = La question en d’autres mots
import-too-large = Ce fichier est trop grand : j’accepte { $kib } Kio au plus. Divise-le, ou utilise `askwell import` là où je tourne.
import-not-fetched = Je n’ai pas pu obtenir ce fichier de Discord. Réessaie, s’il te plaît.
import-unknown-format = Je ne reconnais pas ce genre de fichier. J’accepte .txt, .md, .toml, .yaml, .json, .jsonl, .csv et .tsv, et les exports de QnA Maker (TSV, Excel) et de QnABot (JSON).
import-empty = Il n’y a aucune entrée dans ce fichier.
import-refused = **Rien n’a été repris de { $file } :** { $count ->
        [one] une chose ne va pas
       *[other] { $count } choses ne vont pas
    }.
imported = **Repris de { $file }.** Nouvelles : { $new }, modifiées : { $changed }, inchangées : { $same }.
import-dry-run = **Serait repris de { $file }.** Nouvelles : { $new }, modifiées : { $changed }, inchangées : { $same }. Rien n’a été changé.
import-nothing-new = { $same ->
        [0] Tout ce qui est dans { $file } est déjà là.
        [one] La seule entrée de { $file } est déjà là.
       *[other] Les { $same } entrées de { $file } sont déjà toutes là.
    } Rien n’a été changé.
import-changes = Modifiées : { $entries }
import-overviews = Présentations : { $topics }
import-doubles = ⚠️ Une autre entrée a aussi ces questions : { $questions }
import-near = ⚠️ Proche d’une question d’une autre entrée : { $questions }
import-unseen = { $count ->
        [one] Une entrée n’a pas été comparée
       *[other] { $count } entrées n’ont pas été comparées
    } à ce qui existe : il y en a trop dans le fichier.
import-problems-in-file = Toutes les remarques sont dans le fichier joint.
exported = { $count ->
        [one] Une entrée.
       *[other] { $count } entrées.
    } `/{ command-import }` accepte ce fichier.
export-empty = Il n’y a rien à exporter.
export-too-large = Les connaissances sont trop grandes pour un fichier dans Discord. `askwell export` les écrit là où je tourne.
title-stats = Questions des { $days } derniers jours
stats-nothing = Rien n’a été demandé ces { $days } derniers jours, ou rien n’en est enregistré ici.
field-stats-asked = Posées
field-stats-answered = Avec réponse
field-stats-chosen = Choisies
field-stats-undecided = Proposées
field-stats-missed = Sans réponse
field-stats-helpful = Utiles
stats-footer = Les jours sont ceux d’UTC. Choisies : parmi ce qui était proposé. Proposées : personne n’a rien choisi.
stats-alt = Une barre par jour. { $asked ->
        [one] { $asked } question posée
       *[other] { $asked } questions posées
    } : { $answered } avec réponse, { $chosen } par choix, { $missed } sans réponse ; { $helpful ->
        [one] { $helpful } réponse jugée utile
       *[other] { $helpful } réponses jugées utiles
    }. Le plus le { $day } : { $most }.
stats-day = { $day } { $month ->
        [1] janv.
        [2] févr.
        [3] mars
        [4] avr.
        [5] mai
        [6] juin
        [7] juil.
        [8] août
        [9] sept.
        [10] oct.
        [11] nov.
       *[12] déc.
    }

## Settings: commands

command-config = config
command-config-description = Comment je fonctionne sur ce serveur : le voir et le changer.
command-config-show = voir
command-config-show-description = Voir tous les réglages de ce serveur.
command-config-set = régler
command-config-set-description = Changer un réglage.
option-config-set-setting = réglage
option-config-set-setting-description = Lequel
option-config-set-value = valeur
option-config-set-value-description = Ce qu’il doit valoir ; « default » laisse décider la personne qui m’administre
option-config-set-channel = salon
option-config-set-channel-description = Dans ce salon seulement, pour ceux qui peuvent différer
command-config-channel = salon
command-config-channel-description = Ce qui vaut dans un salon et dans ses fils ou publications.
option-config-channel-channel = salon
option-config-channel-channel-description = Quel salon ou forum
option-config-channel-mode = mode
option-config-channel-mode-description = À quoi j’y réagis
choice-config-channel-mode-nothing = Rien
choice-config-channel-mode-commands-and-buttons = Commandes et boutons
choice-config-channel-mode-mentions-too = Mentions aussi
choice-config-channel-mode-silent-trial = Essai silencieux
choice-config-channel-mode-answer-unasked = Répondre sans qu’on demande
choice-config-channel-mode-as-the-server = Comme le serveur
option-config-channel-right = justesse
option-config-channel-right-description = Part des réponses qui doit être bonne, 0.5 à 0.999
option-config-channel-private = privé
option-config-channel-private-description = Ne montrer les réponses aux commandes qu’à la personne qui demande
command-config-role = rôle
command-config-role-description = Qui peut enseigner, qui peut approuver, et qui est appelé à l’aide.
option-config-role-may = peut
option-config-role-may-description = À quoi sert le rôle
choice-config-role-may-teach = Enseigner
choice-config-role-may-approve = Approuver
choice-config-role-may-be-called-for-help = Être appelé à l’aide
option-config-role-role = rôle
option-config-role-role-description = Quel rôle
option-config-role-remove = retirer
option-config-role-remove-description = Le retirer au lieu de le donner
choice-config-set-setting-record-questions = Enregistrer les questions
choice-config-set-setting-learn-from-votes = Apprendre des votes
choice-config-set-setting-days-questions-are-kept = Jours de conservation des questions
choice-config-set-setting-share-of-right-answers = Part de bonnes réponses
choice-config-set-setting-share-of-right-answers-in-threads = Part de bonnes réponses dans les fils
choice-config-set-setting-share-of-right-answers-nobody-asked-for = Part de bonnes réponses non demandées
choice-config-set-setting-what-i-react-to = À quoi je réagis
choice-config-set-setting-answers-to-commands-are-private = Réponses aux commandes en privé
choice-config-set-setting-language = Langue
choice-config-set-setting-roles-that-may-teach = Rôles qui peuvent enseigner
choice-config-set-setting-roles-that-may-approve = Rôles qui peuvent approuver
choice-config-set-setting-role-to-call-for-help = Rôle à appeler à l’aide
choice-config-set-setting-questions-of-a-member-in-half-a-minute = Questions d’un membre par demi-minute
choice-config-set-setting-answers-in-a-channel-in-half-a-minute = Réponses dans un salon par demi-minute
choice-config-set-setting-seconds-before-an-answer-is-repeated = Secondes avant de répéter une réponse
choice-config-set-setting-unasked-answers-in-a-channel-in-an-hour = Réponses non demandées par salon et heure
choice-config-set-setting-minutes-to-listen-on-in-a-thread = Minutes d’écoute dans un fil

## Settings: what is shown

title-config = Réglages de ce serveur
field-config-answers = Réponses
field-config-unasked = Ce que personne n’a demandé
field-config-people = Personnes
field-config-memory = Mémoire
field-config-pace = Rythme
field-config-channels = Salons
config-usual = habituel
config-on = activé
config-off = désactivé
config-none = aucun
config-own-language = celle du serveur dans Discord
config-more-channels = … et { $more } de plus
config-how = Ce qui est *habituel* est laissé à la personne qui m’administre. `/{ command-config } { command-config-set }` change un réglage ; `/{ command-history }` annule un changement.
config-set = **{ $setting }** : désormais { $value }. C’est le changement { $number } ; `/{ command-history }` l’annule.
config-set-in = **{ $setting }** dans { $channel } : désormais { $value }. C’est le changement { $number } ; `/{ command-history }` l’annule.
config-nothing = Indique au moins une chose à changer dans ce salon.
config-cannot-read = ⚠️ Je ne peux pas lire ce qui ne m’est pas adressé : je ne réponds donc à rien sans qu’on me demande, et aucun essai n’écoute. La personne qui m’administre doit activer *Message Content Intent* dans le Discord Developer Portal, sous Bot, et me redémarrer. Tout le reste fonctionne.
config-not-looked = ⚠️ Je n’ai pas pu demander à Discord si tous les rôles et salons cités ici existent encore.
# Derrière un rôle, un salon et @everyone.
config-no-such-role = ⚠️ *(pas un rôle de ce serveur)*
config-no-such-channel = ⚠️ *(pas un salon de ce serveur)*
config-counts-for-nobody = ⚠️ *(ne vaut pour personne ; nomme un rôle que tout le monde n’a pas)*
config-role-unknown = Il n’y a pas de rôle { $role } sur ce serveur, rien n’a donc été changé. Mentionne le rôle, ou choisis-le dans `/{ command-config } { command-config-role }`.
config-roles-not-looked = Je n’ai pas pu demander à Discord si ce rôle existe, rien n’a donc été changé. Réessaie, s’il te plaît.
config-takes-switch = Valeurs possibles : `on`, `off` ou `default`.
config-takes-days = Valeurs possibles : un nombre de jours de 1 à 3650, ou `default`.
config-takes-share = Valeurs possibles : un nombre de 0.5 à 0.999 (0.95 pour 95 sur 100), ou `default`.
config-takes-mode = Valeurs possibles : `off`, `commands`, `mention`, `trial`, `auto` ou `default`.
config-takes-language = Valeurs possibles : `en`, `de`, `fr`, `es`, `pt` ou `default`.
config-takes-roles = Valeurs possibles : des rôles tels que tu les mentionnes, `none` ou `default`.
config-takes-count = Valeurs possibles : un nombre entier à partir de 0, ou `default`.

## Importing: what is wrong in a file

problem-severity-error = erreur : { $problem }
problem-severity-warning = avertissement : { $problem }
problem-severity-note = remarque : { $problem }
problem-file-of-wrong-type = le fichier contient { $kind } là où il faudrait des entrées ; écris { $example } ou une liste d’entrées
problem-overview-without-topic = la présentation n’appartient à aucun sujet ; ajoute "topic"
problem-overview-without-topic-cell = la présentation n’appartient à aucun sujet ; remplis la colonne "topic"
problem-topic-of-wrong-type = le sujet est { $kind } ; il faudrait ici un nom et une présentation
problem-topic-without-name = le sujet n’a pas de nom ; ajoute "name"
problem-topic-name-empty = le sujet n’a pas de nom ; donne-lui-en un
problem-entry-of-wrong-type = l’entrée est { $kind } ; il faudrait ici "questions" et "answer"
problem-no-text = { $key } est { $kind } ; il faudrait ici un texte
problem-not-in-quotes = { $key } est { $kind } ; mets des guillemets autour
problem-no-texts = { $key } est { $kind } ; il faudrait ici un texte ou une liste de textes
problem-no-list = { $key } est { $kind } ; il faudrait ici une liste
problem-item-is-no-text = un élément de { $key } est { $kind } ; il faudrait ici un texte
problem-item-not-in-quotes = un élément de { $key } est { $kind } ; mets des guillemets autour
problem-key-twice = { $key } est donné deux fois ; gardes-en un ; le premier a été pris
problem-unknown-key = { $key } n’est pas connu ici et a été ignoré ; voulais-tu dire { $nearest } ?
problem-unknown-key-among = { $key } n’est pas connu ici et a été ignoré ; sont connus { $known }
problem-unknown-column = la colonne { $column } n’est pas connue et a été ignorée ; voulais-tu dire { $nearest } ?
problem-unknown-column-among = la colonne { $column } n’est pas connue et a été ignorée ; sont connues { $known }
problem-too-many-cells = la ligne a { $cells } cellules, et l’en-tête en a { $columns } ; mets entre guillemets doubles le texte où se trouve un séparateur
problem-unclosed-quote = un guillemet est ouvert sur cette ligne et jamais fermé ; ferme-le, et double les guillemets à l’intérieur de guillemets ("")
problem-unclosed-quotes = le fichier n’a pas été lu plus loin, car des guillemets ne sont pas fermés ; ferme-les
problem-no-column = l’en-tête n’a pas de colonne { $column } ; nomme les colonnes sur la première ligne, par exemple : questions,answer
problem-too-many-phrasings = l’entrée a plus de { $most } questions ; garde celles dont les mots diffèrent
problem-phrasing-twice = { $question } est posée deux fois dans cette entrée ; retire l’une des deux ; la casse et la ponctuation ne changent rien
problem-phrasing-too-long = la question a { $characters } caractères, et { $most } sont permis ; les détails vont dans la réponse ; pose-la en moins de mots
problem-phrasing-empty = la question est vide ; pose-la en quelques mots
problem-row-without-question = la ligne n’a pas de question ; remplis la colonne "questions"
problem-no-question-above = l’entrée n’a pas de question ; écris-en une au-dessus de la réponse
problem-entry-without-question = l’entrée n’a pas de question ; ajoute "questions"
problem-row-without-answer = la ligne n’a pas de réponse ; remplis la colonne "answer"
problem-no-answer-below = { $entry } n’a pas de réponse ; écris-la sur les lignes du dessous, ou retire la ligne vide entre les deux si la ligne suivante demande la même chose autrement
problem-heading-without-answer = { $entry } n’a pas de réponse ; écris-la en dessous ; un titre qui n’est pas une question ne doit pas finir par un point d’interrogation
problem-entry-without-answer = { $entry } n’a pas de réponse ; ajoute "answer"
problem-control-characters = { $count ->
        [one] { $count } caractère de contrôle a été retiré
       *[other] { $count } caractères de contrôle ont été retirés
    } ({ $part }) ; retire-les du fichier ; ils viennent d’un terminal ou d’un traitement de texte
problem-part-too-long = { $part } : { $characters } caractères, et { $most } sont permis ; raccourcis le texte, ou répartis-le sur plusieurs questions
problem-id-empty = l’identifiant est vide ; donnes-en un comme "reset-password", ou aucun
problem-id-too-long = l’identifiant a { $characters } caractères, et { $most } sont permis ; donnes-en un comme "reset-password", ou aucun
problem-id-with-sign = l’identifiant contient { $sign } ; les identifiants n’ont ni espaces ni caractères de contrôle ; donnes-en un comme "reset-password", ou aucun
problem-no-state = { $state } n’est pas un état ; écris draft, approved ou retired
problem-no-date = { $date } n’est pas une date ; écris-la comme année-mois-jour, par exemple 2027-01-31
problem-no-question-in-text = il n’y a aucune question dans ce fichier ; termine chaque question par un point d’interrogation, sur une ligne à elle
problem-no-question-in-markdown = il n’y a aucune question dans ce fichier ; fais de chaque question un titre qui finit par un point d’interrogation
problem-no-question-in-table = il n’y a aucune question dans ce fichier ; ajoute une ligne avec une question et une réponse
problem-no-question-in-file = il n’y a aucune question dans ce fichier ; ajoute une entrée avec "questions" et "answer"
problem-is-json-lines = chaque ligne de ce fichier est une valeur JSON ; donne-lui un nom qui finit par .jsonl
problem-bad-json = ce n’est pas du JSON valable ({ $error }) ; corrige-le ; le reste a été lu pour autant qu’on pouvait le séparer
problem-bad-toml = ce n’est pas du TOML valable ({ $error }) ; corrige-le ; le reste a été lu pour autant qu’on pouvait le séparer
problem-bad-yaml = ce n’est pas du YAML valable ({ $error }) ; corrige-le ; le reste a été lu pour autant qu’on pouvait le séparer
problem-bad-yaml-before = ce n’est pas du YAML valable ({ $error }) ; corrige-le, et regarde les entrées qui suivent : elles n’ont peut-être pas été lues
problem-hostile-yaml = ce n’est pas du YAML valable ({ $error }) ; écris en entier ce que représentent les alias
problem-bad-front-matter = l’en-tête du document n’est pas du YAML valable ({ $error }) ; écris un "clé: valeur" par ligne, entre des lignes de ---
problem-bad-comment = le commentaire sous la question n’est pas du YAML valable ({ $error }) ; écris un "clé: valeur" par ligne, avec des guillemets autour des valeurs qui contiennent un deux-points
problem-stray-text = ce texte n’appartient à aucun sujet ni à aucune question ; mets un titre au-dessus, pour qu’il devienne la présentation d’un sujet
problem-two-answers = l’entrée a deux réponses ; garde celle du commentaire, qui a été prise, ou celle du dessous
problem-is-utf16 = le fichier est du texte en UTF-16 ; enregistre-le en UTF-8
problem-is-binary = cela ressemble à un fichier binaire ; donne un fichier de texte, ou enregistre celui-ci comme texte en UTF-8
problem-not-utf8 = l’octet { $byte } n’est pas du texte en UTF-8 ; enregistre le fichier en UTF-8
problem-not-utf16 = { $unit } n’est pas du texte en UTF-16 ; exporte-le de nouveau, ou enregistre-le en UTF-8
problem-ends-within-character = le fichier s’arrête au milieu d’un caractère ; exporte-le de nouveau, ou enregistre-le en UTF-8
problem-too-many-in-all = il y a plus de { $most } questions en tout ; lis-en moins à la fois ; cette entrée et la suite du fichier n’ont pas été prises
problem-other-overview = le sujet { $topic } a une autre présentation à { $place } ; gardes-en une ; c’est l’autre qui a été prise
problem-id-taken = l’identifiant { $id } est déjà celui de l’entrée à { $place } ; donnes-en un autre à l’une des deux
problem-asked-elsewhere = { $question } est aussi posée à { $place }, dans le même sujet ; fais des deux une seule entrée, ou donne un identifiant à celle-ci
problem-more = { $count ->
        [one] { $count } autre problème n’est pas indiqué
       *[other] { $count } autres problèmes ne sont pas indiqués
    } ; corrige ceux qui le sont, et regarde de nouveau
problem-old-workbook = c’est un classeur d’un ancien type (.xls), ou il est protégé par un mot de passe ; enregistre-le en .xlsx sans mot de passe
problem-bad-workbook = ce n’est pas un classeur Excel (.xlsx) complet : il en manque une partie, ou c’est un autre type de fichier ; exporte-le de nouveau, ou ouvre-le dans un tableur et enregistre-le en .xlsx
problem-no-items = « qna » n’est pas une liste avec des éléments ; exporte de nouveau toutes les questions depuis QnABot ; chaque élément de la liste a « qid », « q » et « a »
problem-too-many-parts = le classeur a plus de { $most } parties ; répartis-le sur plusieurs classeurs
problem-unpacks-too-large = le classeur décompressé dépasse { $mib } Mio ; répartis-le sur plusieurs classeurs
problem-cells-too-large = les cellules ont plus de { $mib } Mio de texte ; divise le classeur ; il a été lu jusque-là
problem-no-table = aucune feuille du classeur n’a de première ligne avec "Question" et "Answer" ; mets au-dessus des autres une première ligne qui nomme les colonnes : Question, Answer, Source, Metadata
problem-synonyms-not-taken = la feuille { $sheet } n’a pas été prise ; ajoute ses mots aux questions des entrées que l’on demande avec eux
problem-sheet-not-taken = la feuille { $sheet } n’a pas été prise ; copie ses lignes dans la feuille qui a été lue, si ce sont des questions et des réponses
problem-more-cells = la ligne a { $count ->
        [one] { $count } cellule
       *[other] { $count } cellules
    } de plus que l’en-tête ; mets entre guillemets doubles le texte où se trouve une tabulation
problem-no-columns-of-theirs = il manque une colonne "Question" ou "Answer" ; mets au-dessus des autres une première ligne qui nomme les colonnes : Question, Answer, Source, Metadata
problem-column-not-taken = la colonne { $column } n’est pas connue et n’a pas été prise ; ajoute aux réponses ce qui en importe
problem-no-answer-in-row = { $entry } n’a pas de réponse ; remplis la colonne "Answer", ou retire la ligne
problem-no-question-in-row = la ligne n’a pas de question ; remplis la colonne "Question", ou retire la ligne
problem-no-more-question-in-row = la ligne n’a pas de question ; retire-la
problem-other-answer-than-line = { $entry } a une autre réponse que la ligne { $line } qui a le même QnaId ; donne-lui un autre QnaId, ou la même réponse
problem-other-answer-than-row = { $entry } a une autre réponse que la ligne { $line } du tableau, qui a le même QnaId ; donne-lui un autre QnaId, ou la même réponse
problem-only-a-follow-up = { $entry } n’est posée qu’en suite d’une autre, et a été prise comme brouillon ; pose-la de façon qu’elle se comprenne seule, et approuve-la
problem-follow-ups-not-taken = { $entry } : les questions qui suivent n’ont pas été prises : { $prompts } ; nomme-les dans la réponse, et fais de chacune une entrée
problem-suggestions-not-taken = { $entry } : les questions suggérées n’ont pas été prises, car personne ne les a approuvées ; ajoute comme questions celles qui conviennent
problem-has-html = la réponse à { $question } contient du HTML : { $tags } ; écris-la en Markdown ; il serait montré tel quel
problem-item-of-wrong-type = l’élément est { $kind } ; exporte de nouveau ; un élément a "qid", "q" et "a"
problem-other-type = { $entry } est du type { $kind }, qui n’existe pas dans Askwell ; écris sous forme de question ce qui en importe
problem-no-answer-in-item = { $entry } n’a pas de réponse ; remplis "a" ou la réponse en Markdown dans QnABot et exporte de nouveau, ou retire l’élément
problem-no-question-in-item = { $entry } n’a pas de question ; donne-lui une question dans QnABot et exporte de nouveau, ou retire l’élément
problem-no-place-for = { $entry } : il n’y a pas de place pour { $parts } ; ajoute à la réponse ce qui en importe
problem-has-handlebars = { $entry } : la réponse contient une expression Handlebars ({ $sign }) ; écris ce qu’elle représente ; elle serait montrée telle quelle
problem-id-changed = l’identifiant { $id } n’est pas possible ici, et est devenu { $became } ; utilise le nouveau là où l’entrée est nommée
problem-kind-nothing = rien
problem-kind-text = un texte
problem-kind-date = une date
problem-kind-number = un nombre
problem-kind-boolean = true ou false
problem-kind-list = une liste
problem-kind-group = un groupe de clés
problem-kind-too-deep = quelque chose d’imbriqué trop profondément
problem-part-answer = réponse
problem-part-overview = présentation
problem-nameless-entry = l’entrée
problem-nameless-row = la ligne
problem-nameless-item = l’élément
problem-fault-alias-in-itself = un alias se trouve dans ce qu’il représente
problem-fault-copies-too-much = ses alias copient trop
problem-fault-too-many-dots = trop de points dans les clés d’une valeur
problem-fault-no-colon = il manque `:` après la clé
