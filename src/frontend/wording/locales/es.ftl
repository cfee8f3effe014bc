# Lo que se lee en Discord en español. Cómo se llaman las claves y qué longitud tienen los textos está en en.ftl.
# Términos: entrada, tema, formulación, pregunta, respuesta, seguridad. A quien lee se le trata de tú.

## Commands

command-ask = preguntar
command-ask-description = Haz una pregunta y recibe la respuesta guardada.
option-ask-question = pregunta
option-ask-question-description = Tu pregunta, con tus propias palabras
option-ask-private = privado
option-ask-private-description = Mostrarte la respuesta solo a ti
command-faq = faq
command-faq-description = Explora las preguntas y respuestas guardadas.
command-faq-search = buscar
command-faq-search-description = Encuentra entradas por palabras o por significado.
option-faq-search-words = palabras
option-faq-search-words-description = Lo que quieres buscar
command-faq-list = lista
command-faq-list-description = Muestra todas las entradas, o las de un tema.
option-faq-list-topic = tema
option-faq-list-topic-description = Solo este tema
command-faq-show = mostrar
command-faq-show-description = Muestra una entrada, solo para ti.
option-faq-show-entry = entrada
option-faq-show-entry-description = Escribe unas palabras y elige una
command-faq-send = enviar
command-faq-send-description = Publica aquí una entrada como respuesta para alguien.
option-faq-send-entry = entrada
option-faq-send-entry-description = Escribe unas palabras y elige una
option-faq-send-member = miembro
option-faq-send-member-description = Para quién es; se le nombra, pero no recibe ningún aviso
command-why = porqué
command-why-description = Por qué tu última pregunta se respondió así.
command-privacy = privacidad
command-privacy-description = Lo que guardo sobre ti: verlo, llevártelo, borrarlo.
command-privacy-show = ver
command-privacy-show-description = Ver lo que guardo aquí sobre ti.
command-privacy-export = exportar
command-privacy-export-description = Recibir en un archivo todo lo que guardo aquí sobre ti.
command-privacy-delete = borrar
command-privacy-delete-description = Borrar todo lo que guardo aquí sobre ti.
command-privacy-set = ajustar
command-privacy-set-description = Decidir qué puedo guardar y qué puedo decirte.
option-privacy-set-recorded = guardar
option-privacy-set-recorded-description = Si se pueden guardar tus preguntas
option-privacy-set-told = avisar
option-privacy-set-told-description = Si te aviso cuando una pregunta tuya tenga respuesta
command-trial = prueba
command-trial-description = Lo que se habría respondido donde solo escucho, y si conviene dejarme hablar.
option-trial-days = días
option-trial-days-description = Cuántos días atrás; 30 si no se indica
menu-answer-from-faq = Responder con la FAQ

## Answers

asked = Pregunta: { $question }
sure = seguro, { $percent }
fairly-sure = bastante seguro, { $percent }
unsure = poco seguro, { $percent }
doubtful = dudoso, { $percent }
matched = coincide con «{ $phrasing }»
chosen = elegido por ti
entry-id = id: { $id }
past-review = Esto debía revisarse de nuevo antes del { $day }.
source = Fuente: { $source }
button-source = Fuente
field-other-words = También se pregunta así
rest-in-file = *Esto es solo el principio: la respuesta completa está en el archivo.*
all-in-file = *La respuesta no cabe aquí: está en el archivo adjunto.*
not-shown-here = No puedo mostrar esa respuesta en este canal. Pregunta con `/{ command-ask }` para verla.
sent-by = Enviado por { $by }
sent-for = Para { $whom }, enviado por { $by }
about-message = Sobre [este mensaje]({ $link }) de { $author }
button-delete = Borrar

read-pair = «{ $typed }» como «{ $read }»
and = { $before } y { $last }
read-as = He leído { $pairs }.

## Questions back

which-of-same = Hay varias respuestas guardadas para esa pregunta. ¿A cuál te refieres?
which-of-these = No estoy seguro de a cuál de estas te refieres:
did-you-mean = No estoy seguro. ¿Te refieres a esto?
twin-of-this = No tengo respuesta para exactamente eso. ¿Te refieres a esto?
button-none-of-these = Ninguna de estas
button-not-this = No, otra cosa

## No answer

no-entries = Todavía no sé nada: no hay entradas con las que responder.
unknown = No lo sé.

    Prueba con una pregunta completa que diga de qué se trata. { all-listed }
unknown-but-near = No lo sé. Lo más parecido que tengo:
    { $questions }

    Si te refieres a eso, pregúntalo con esas palabras. { all-listed }
all-listed = `/{ command-faq } { command-faq-list }` muestra todo lo que puedo responder.
none-of-these = Entonces no lo sé, lo siento. Prueba con una pregunta completa en otras palabras; `/{ command-faq } { command-faq-list }` muestra todo lo que puedo responder.
question-empty = Esa pregunta está vacía. Escríbela con palabras.
question-too-long = Esa pregunta tiene { $length } caracteres y leo { $most } como máximo. Pregunta en una o dos frases.
question-without-words = Necesito palabras: en esa pregunta no hay ni una letra ni un número.
question-in-other-script = No puedo leer { $script ->
        [Arabic] la escritura árabe
        [Bengali] la escritura bengalí
        [Cyrillic] la escritura cirílica
        [Devanagari] el devanagari
        [Georgian] la escritura georgiana
        [Greek] la escritura griega
        [Hangul] el hangul
        [Hebrew] la escritura hebrea
        [Hiragana] el hiragana
        [Katakana] el katakana
        [Mandarin] los caracteres chinos
        [Thai] la escritura tailandesa
       *[other] esa escritura ({ $script })
    }: el modelo que uso lee inglés. Pregunta en inglés, por favor.
question-in-other-language = Solo puedo leer preguntas en inglés y esto parece { $language ->
        [Dutch] neerlandés
        [French] francés
        [German] alemán
        [Italian] italiano
        [Polish] polaco
        [Portuguese] portugués
        [Russian] ruso
        [Spanish] español
        [Turkish] turco
        [Ukrainian] ucraniano
       *[other] otro idioma ({ $language })
    }. Pregunta en inglés, por favor.

## Several questions at once

open-besides-answers = Pendientes, porque no las sé o no estoy seguro:
open-alone = No estoy seguro de ninguna respuesta a estas preguntas:
perhaps = quizá: { $questions }
perhaps-as-read = quizá: { $questions }. { $read }
no-room = Las respuestas a estas no caben aquí; pregúntalas por separado:
passed-over = { $more ->
        [one] He dejado fuera una pregunta más
       *[other] He dejado fuera { $more } preguntas más
    }; pregunta menos a la vez.

## Lists

title-all-questions = Preguntas que puedo responder
title-found = Lo más parecido a: { $query }
no-topic = Otros
more-found = … y { $more } más en el menú de abajo
nothing-found = No he encontrado nada parecido a: { $query }
    Prueba con otras palabras; `/{ command-faq } { command-faq-list }` muestra todo lo que puedo responder.
no-question-in-topic = No hay ninguna pregunta en el tema { $topic }.
page = Página { $page } de { $pages }
placeholder-show-one = Mostrar una respuesta
placeholder-topic = Elige un tema
placeholder-topic-of-first = Elige un tema (los primeros { $shown } de { $all })
item-all-topics = Todos los temas
item-entries = { $count ->
        [one] { $count } entrada
       *[other] { $count } entradas
    }
button-previous = Anterior
button-next = Siguiente

## Why a question was answered as it was

why-no-question = No recuerdo ninguna pregunta tuya aquí. Haz una y luego pregunta por qué; tras un reinicio olvido la última.
why-asked = Preguntaste: { $question }
why-answered = **Respondí:** { $reason }
why-asked-back = **Pregunté a qué te referías:** { $reason }
why-not-answered = **No respondí:** { $reason }
why-another-entry = otra entrada
why-columns = cosine: cercanía de significado · words: parte de tus palabras que contiene
why-more-columns = score: ambas cosas juntas · share: ventaja sobre las demás
why-elapsed = decidido en { $elapsed }

reason-exact = la pregunta es una formulación guardada, salvo mayúsculas, espacios y puntuación
reason-confident = la mayor seguridad, { $best }, alcanza el umbral de { $bar }
reason-topic = la pregunta solo nombra el tema, así que la respuesta es su resumen
reason-same-phrasing = varias entradas tienen exactamente esta formulación
reason-narrow-lead = las dos mejores están muy cerca, así que ninguna alcanza el umbral de { $bar }
reason-unsure = la mayor seguridad, { $best }, se queda por debajo del umbral de { $bar }
reason-nothing-close = la mayor seguridad es { $best }; para responder hace falta { $bar }, y { $choose } entre las mejores juntas para ofrecerlas
reason-no-knowledge = no hay entradas
reason-near-twin = sería la respuesta a una pregunta que se distingue por { $kind ->
        [negation] una negación
        [antonym] un contrario
        [number] un número
        [version] una versión
        [unit] una unidad
        [name] un nombre
       *[word] una palabra
    }: { $sides }
sides-asked-alone = «{ $asked }», que falta en la otra
sides-stored-alone = «{ $stored }», que solo está en la otra
sides-both = aquí «{ $asked }», allí «{ $stored }»

made-of-usual = seguridad: aquí lo habitual es { $usual }
made-of-closeness = por la cercanía pasa a { $now }
made-of-words = por las palabras en común, a { $now }
made-of-reading = al leer las dos juntas, a { $now }
made-of-lead = por la ventaja sobre las demás, a { $now }

fix-wrong-add-phrasing = si está mal: añade la pregunta, palabra por palabra, a la entrada correcta, quizá { $entry }
fix-add-phrasing = para que se responda: añade la pregunta, palabra por palabra, a las formulaciones de { $entry }
fix-wrong-new-entry = si está mal: escribe una entrada con esta pregunta como formulación
fix-new-entry = para que se responda: escribe una entrada con esta pregunta como formulación
fix-keep-in-one = para que se responda: deja esa formulación en una de ellas y quítala de las demás
fix-take-out = si está mal: quita esa formulación de { $entry }
fix-or-lower-target = { $fix }; o pide una proporción menor de respuestas correctas, { $share }

## Notices

busy = Tengo demasiadas preguntas a la vez. Vuelve a preguntar en unos segundos, por favor.
went-wrong = Algo ha fallado por mi parte y ha quedado anotado como { $id }. Inténtalo de nuevo, por favor.
not-served = No tengo respuestas para este servidor. Quien me administra tiene que indicarlo en mis ajustes.
no-knowledge = Todavía no tengo preguntas y respuestas para este servidor. Quien me administra puede darme algunas.
not-direct = No respondo a mensajes directos. Pregúntame en un servidor, por favor.
not-here = Estoy desactivado en este canal. Pregúntame en otro, por favor.
wait = Han sido muchas preguntas. Espera { $seconds ->
        [one] un segundo
       *[other] { $seconds } segundos
    } y vuelve a preguntar.
just-given = He dado esa respuesta aquí hace un momento: está más arriba.
just-given-at = He dado esa respuesta aquí hace un momento: { $link }
channel-busy = He respondido mucho en este canal hace un momento. Inténtalo de nuevo en { $seconds ->
        [one] un segundo
       *[other] { $seconds } segundos
    }, por favor.
just-given-so-alone = He dado esa respuesta aquí hace un momento, así que esta es solo para ti.
channel-busy-so-alone = He respondido mucho en este canal hace un momento, así que esto es solo para ti.
entry-gone = Esa respuesta ya no existe. Pregunta con tus propias palabras, por favor.
old-button = Ese botón es de antes y ya no funciona. Vuelve a preguntar, por favor.
not-yours = Ese botón es de quien preguntó. Pregunta con `/{ command-ask }` para tener el tuyo.
not-yours-to-delete = Eso solo puede borrarlo quien preguntó o la moderación.
could-not-delete = No he podido borrarlo. La moderación sí puede.
no-such-entry = No tengo esa entrada. Empieza a escribir y elige una de la lista.
help = Mencióname con una pregunta o usa `/{ command-ask }`. `/{ command-faq } { command-faq-list }` muestra lo que sé.
cannot-see = No puedo ver lo que escriben los demás. Abre el menú de ese mensaje, Aplicaciones, y elige **{ menu-answer-from-faq }**; o mencióname con la propia pregunta.
no-text = En ese mensaje no hay texto que yo pueda responder.

## Lo que se piensa de una respuesta

button-helpful = Útil
button-not-helpful = No es útil
button-related = Relacionado
button-wrong-entry = Respuesta equivocada
button-outdated = Anticuada
button-unclear = Poco clara
feedback-thanks = Gracias, queda anotado.
feedback-why-not = Gracias, queda anotado. ¿Qué tiene de malo?
feedback-which-one = ¿Cuál de las respuestas no ha servido?
feedback-related = También cerca de tu pregunta:
feedback-noted-wrong = Gracias. La moderación ve ahora que esto no responde a la pregunta.
feedback-noted-flaw = Gracias. La moderación ve ahora que hay que revisar esta respuesta.
feedback-not-kept = Esa pregunta no está guardada, o ya no, así que no puedo anotar nada sobre ella.

## Donde no hay respuesta

button-tell-me = Avísame cuando haya una respuesta
button-ask-human = Preguntar a una persona
feedback-will-tell = Te avisaré cuando alguien lo haya respondido.
feedback-answered-already = Alguien lo ha respondido mientras tanto:
feedback-set-aside = La moderación ha dejado esa pregunta de lado, así que no habrá respuesta mía.
# For all to see; the role and the member are mentions.
human-called = { $role }: { $member } tiene una pregunta que no sé responder.
human-called-for = { $role }: { $member } tiene una pregunta que no sé responder:
    > { $question }
human-done = He llamado a alguien: { $link }
human-wait = Se ha llamado a alguien hace un momento. Espera { $minutes ->
        [one] un minuto
       *[other] { $minutes } minutos
    } antes de volver a llamar, por favor.
human-nobody = Aquí no hay nadie a quien pueda llamar.
human-not-here = No puedo escribir en este canal, así que no he podido llamar a nadie.

## Enterarse más tarde de una respuesta

notice-of-own = Tu pregunta «{ $question }» ya tiene respuesta:
notice-of-followed = Una pregunta cuya respuesta querías saber ya la tiene:
button-stop-telling = No me avises más de esto
feedback-stopped = No te avisaré más de esto. `/{ command-privacy } { command-privacy-set }` lo vuelve a cambiar.

## Lo que se guarda sobre alguien

privacy-none = Aquí no guardo nada: funciono sin memoria.
privacy-held = Esto es lo que guardo aquí sobre ti:
privacy-held-still = Todavía guardo esto aquí sobre ti:
privacy-nothing = No guardo aquí nada sobre ti.
privacy-questions = { $count ->
        [one] { $count } pregunta
       *[other] { $count } preguntas
    }
privacy-votes = { $count ->
        [one] { $count } voto
       *[other] { $count } votos
    }
privacy-missed = { $count ->
        [one] { $count } pregunta que no supe responder
       *[other] { $count } preguntas que no supe responder
    }
privacy-follows = { $count ->
        [one] { $count } pregunta cuya respuesta quieres saber
       *[other] { $count } preguntas cuya respuesta quieres saber
    }
privacy-suggested = { $count ->
        [one] { $count } sugerencia que tus votos apoyan
       *[other] { $count } sugerencias que tus votos apoyan
    }
privacy-notices = { $count ->
        [one] { $count } mensaje que te espera
       *[other] { $count } mensajes que te esperan
    }
privacy-changes = { $count ->
        [one] { $count } cambio del conocimiento con tu nombre
       *[other] { $count } cambios del conocimiento con tu nombre
    }
privacy-latest = Tus últimas preguntas:
privacy-recorded = Tus preguntas se guardan.
privacy-not-recorded = Tus preguntas no se guardan.
privacy-recorded-nowhere = Este servidor no registra preguntas ahora, así que tampoco se guardan las tuyas.
privacy-not-learning = En este servidor los votos no proponen cambios ahora.
privacy-told = Te aviso cuando una pregunta tuya tiene respuesta.
privacy-told-of-kept = Te aviso cuando una pregunta tuya que todavía se guarda tiene respuesta.
privacy-not-told = No te aviso cuando una pregunta tuya tiene respuesta.
privacy-how = `/{ command-privacy } { command-privacy-export }` te lo da todo, `/{ command-privacy } { command-privacy-delete }` lo borra, `/{ command-privacy } { command-privacy-set }` decide lo que venga. Todo esto es solo de este lugar: cada servidor va aparte, y los mensajes directos también.
privacy-file = Todo lo que guardo aquí sobre ti.
privacy-sure = Esto borra todo lo que guardo aquí sobre ti y no se puede deshacer. Lo que la moderación ha hecho con ello se queda, sin tu nombre. Si dijiste que no a que guarde tus preguntas o te avise, sigue valiendo.
button-forget = Borrarlo todo
privacy-forgotten = Borrado. Ya no guardo aquí nada sobre ti.
privacy-forgotten-but = Borrado. De ti solo guardo a qué dijiste que no, para cumplirlo.
privacy-forgotten-nothing = No había nada que borrar.
privacy-no-stays = Así se queda; si también quieres borrar eso, vuelve a decir que sí con `/{ command-privacy } { command-privacy-set }` y borra otra vez.

## Curating: commands

command-teach = enseñar
command-teach-description = Escribe una pregunta y su respuesta; nada se sirve antes de que veas qué cambia.
option-teach-question = pregunta
option-teach-question-description = La pregunta, si ya la tienes
option-teach-topic = tema
option-teach-topic-description = El tema al que pertenece
command-edit = editar
command-edit-description = Cambia las preguntas o la respuesta de una entrada.
option-edit-entry = entrada
option-edit-entry-description = Escribe unas palabras y elige una
command-retire = retirar
command-retire-description = Retira una entrada del servicio, o restaura una retirada.
option-retire-entry = entrada
option-retire-entry-description = La entrada que ya no debe responder
option-retire-restore = restaurar
option-retire-restore-description = La entrada retirada que debe volver a responder
command-history = historial
command-history-description = Mira quién cambió qué, y deshaz cambios.
option-history-entry = entrada
option-history-entry-description = Solo los cambios de esta entrada
menu-teach-from-this = Enseñar con esto

## Curating: the form

form-title-teach = Una entrada nueva
form-title-edit = Cambiar una entrada
form-title-draft = Cambiar el borrador
label-question = Pregunta
label-more-questions = Otras formas de preguntar, una por línea
label-answer = Respuesta (Markdown)
label-topic = Tema
placeholder-question = ¿Cómo puedo …?
placeholder-more-questions = Cuanto más distintas, mejor se encuentra
placeholder-answer = Los enlaces e imágenes en líneas propias serán botones e imágenes
placeholder-topic-of-entry = Ninguno, o un nombre con el que se listan las entradas
placeholder-too-long = Ese texto es demasiado largo para este campo; escríbelo con menos palabras
does-not-fit-form = Esa entrada es demasiado larga para un formulario de Discord, que admite 4000 caracteres por campo, y yo nunca corto nada. Cámbiala en su archivo o con `askwell edit` donde me ejecuto.
written-in-file = Lo que escribiste está en el archivo adjunto, para que no se pierda.
form-late = He tardado demasiado para un formulario. Inténtalo de nuevo, por favor.

## Curating: drafts

draft-adds = **Borrador** de { $by }: una entrada nueva
draft-changes = **Borrador** de { $by }: un cambio en una entrada
draft-retires = **Borrador** de { $by }: esta entrada ya no debe responder
draft-restores = **Borrador** de { $by }: esta entrada retirada debe volver a responder
draft-not-served = Nada de esto se sirve antes de guardarlo.
draft-waits = Espera a que la moderación lo apruebe; antes no se sirve nada. Todavía puedes cambiarlo o retirarlo.
draft-resolves = Responde a preguntas sin respuesta (número { $number }).
draft-outdated = ⚠️ La entrada cambió desde que se escribió esto. Pulsa Cambiar, compara y envíalo de nuevo.
draft-more-questions = { $more ->
        [one] { $more } forma más de preguntar
       *[other] { $more } formas más de preguntar
    } sin mostrar
draft-diff = Lo que cambia:
draft-gone = Ese borrador ya no espera: alguien ha decidido.
this-draft = este borrador
somebody = alguien
near-unknown = Ahora mismo no se puede saber si ya existe algo parecido.
near-same = ⚠️ Eso ya existe, con la misma respuesta: «{ $question }»
near-conflict = ⚠️ La misma pregunta tiene otra respuesta: «{ $question }» → { $answer }
near-same-answer = De sentido parecido ({ $percent }), con la misma respuesta: «{ $question }»
near-other-answer = ⚠️ De sentido parecido ({ $percent }), con otra respuesta: «{ $question }» → { $answer }
preview-pending = *Estoy calculando qué cambiaría …*
preview-failed = Ahora mismo no se puede calcular qué cambiaría.
preview = **Vista previa:** { $changed ->
        [0] ninguna pregunta volvería
        [one] una pregunta volvería
       *[other] { $changed } preguntas volverían
    } de otra manera (guardadas: { $stored }; hechas hace poco: { $asked })
preview-answers = Respondería a { $count ->
        [one] una pregunta sin respuesta
       *[other] { $count } preguntas sin respuesta
    }, y { $told ->
        [0] no se avisaría a nadie
        [one] se avisaría a una persona
       *[other] se avisaría a { $told } personas
    }.
preview-more = … y { $more } más
outcome-choice = una elección entre { $count }
outcome-none = sin respuesta
button-save = Guardar
button-save-beside = Guardar al lado
button-change = Cambiar
button-discard = Descartar
button-undo = Deshacer
button-add-question = Añadir la pregunta a «{ $entry }»
button-put-answer = Poner esta respuesta en «{ $entry }»

## Curating: what was done

done-saved = **Guardado:** «{ $entry }» se responde así desde ahora.
done-saved-beside = **Guardado** junto a «{ $other }». Las dos entradas tienen la pregunta «{ $question }», así que a quien la haga le preguntaré a qué respuesta se refiere. Para que responda una sola, quita la pregunta de la otra con `/{ command-edit }`, o retira la otra con `/{ command-retire }`.
done-merged = **Guardado:** ahora está en «{ $entry }».
done-retired = **Retirada:** «{ $entry }» ya no responde. La entrada se conserva con su historial.
done-restored = **Restaurada:** «{ $entry }» responde de nuevo.
done-discarded = **Descartado.** Nada de esto se llegó a servir.
done-undone = **Deshecho:** el cambio { $number } se ha revertido.
done-number = Es el cambio { $number }.
done-as-it-was = El conocimiento ya estaba así.
done-answers = Responde a { $count ->
        [one] una pregunta sin respuesta
       *[other] { $count } preguntas sin respuesta
    }.
done-told = { $count ->
        [one] Se avisa de la respuesta a una persona que preguntó.
       *[other] Se avisa de la respuesta a { $count } personas que preguntaron.
    }
retire-one-of-both = Elige una entrada: una para retirar o una para restaurar.

## Curating: history

title-history = Cambios
history-empty = No se ha cambiado nada.
history-more-items = … y { $more } más en el mismo cambio
history-entry = { $item }
history-draft = borrador: { $item }
history-topic = tema: { $item }
history-setting = ajuste: { $item }
history-counter = ya no se responde: { $item }
button-latest = Los más recientes
button-older = Más antiguos
placeholder-undo = Deshacer un cambio
item-action-teach = enseñado
item-action-edit = cambiado
item-action-retire = retirado
item-action-restore = restaurado
item-action-approve = aprobado
item-action-reject = descartado
item-action-undo = deshecho
item-action-set = ajustado
item-action-import = importado
item-action-resolve = resuelto
diff-topic = tema
diff-tags = etiquetas
diff-source = fuente
diff-review-by = revisar antes del
diff-state = estado
diff-retired = retirada
diff-draft = borrador
diff-first-now = { $question } (ahora la primera)

## Curating: why something was not done

refused-not-yours = Eso no es tuyo.
refused-needs-teacher = En este servidor solo pueden hacerlo quienes enseñan: quien puede gestionar mensajes aquí y quien tiene un rol que el servidor ha elegido para ello.
refused-needs-moderator = En este servidor solo puede hacerlo la moderación: quien puede gestionar mensajes aquí y quien tiene un rol que el servidor ha elegido para ello.
refused-needs-owner = Solo puede hacerlo quien puede gestionar este servidor.
refused-roles = Roles elegidos para ello: { $roles }
refused-no-store = Aquí no se puede guardar nada: funciono sin almacén. Quien me administra puede darme uno.
refused-not-there = Eso ya no existe: alguien ha decidido o lo ha quitado.
refused-id-taken = Ya hay una entrada con ese id. Cambia esa, o elige otro id.
refused-no-setting = No existe ese ajuste.
refused-setting-everywhere = **{ $setting }**: es igual en todos los canales. Ajústalo sin canal.
refused-setting-value = **{ $setting }**: ese valor no es posible.
refused-setting-everybody = **{ $setting }**: aquí no puede ser @everyone. Indica un rol que no tenga todo el mundo.
refused-near = Ya hay una entrada que pregunta casi lo mismo.
refused-conflict = Alguien lo cambió mientras tanto. No se hizo nada; míralo de nuevo.
refused-changed-since = El cambio { $by } cambió lo mismo después del cambio { $number }. Deshaz antes el { $by }, o edítalo.
refused-undone = El cambio { $number } ya se deshizo con el cambio { $by }. Para recuperarlo, deshaz el { $by }.
refused-closed = Alguien ya decidió sobre la pregunta sin respuesta { $number }. Para abrirla de nuevo, deshaz eso en `/{ command-history }`, o usa `askwell missed reopen { $number }` donde me ejecuto.
refused-already = Ya está así.
refused-later = Ahora mismo no se puede guardar. Inténtalo de nuevo en un minuto, por favor.
refused-no-question = Una entrada necesita una pregunta.
refused-many-questions = Una entrada puede tener { $most } preguntas, y esta tendría { $count }.
refused-long-question = Una de las preguntas tiene más de { $most } caracteres. Pon los detalles en la respuesta.
refused-no-such-question = La entrada no tiene esa pregunta.
refused-no-answer = Una entrada necesita una respuesta.
refused-long-answer = La respuesta tiene { $length } caracteres, y se permiten { $most }. Pon el resto tras un enlace.
refused-id = Eso no puede ser un id: tiene de 1 a 64 caracteres y ningún espacio.
refused-nothing = No cambiaría nada.

## Questions that are put to nobody, and silent trials

# Small letters above an answer that nobody asked for.
unasked = -# Nadie me ha preguntado, pero creo que conozco esta pregunta. Si me equivoco, quien la hizo puede borrar la respuesta.
title-trial = Prueba silenciosa: { $days ->
    [one] el último día
   *[other] los últimos { $days } días
}
trial-nothing = No se habría respondido a nada. Donde el modo es `trial`, escucho y no digo nada.
trial-channel = { $channel }: se habría respondido a { $answered ->
        [one] { $answered } pregunta
       *[other] { $answered } preguntas
    }; { $judged }.
trial-not-judged = ninguna está valorada todavía
trial-judged = { $judged ->
        [one] { $judged } valorada
       *[other] { $judged } valoradas
    }, { $right ->
        [one] { $right } correcta
       *[other] { $right } correctas
    }, es decir, del { $low } al { $high } % de todas
trial-wait = Déjame seguir escuchando.
trial-judge-more = Todavía no: valora { $more } más.
trial-listen-on = Todavía no: { $more ->
        [one] hace falta { $more } más que se valore como correcta
       *[other] hacen falta { $more } más que se valoren como correctas
    }. Déjame seguir escuchando.
trial-speak = Pon aquí el modo en `auto`: lo que se habría respondido es correcto con bastante frecuencia.
trial-raise = Pon `right-unasked` en { $share } y después el modo en `auto`: solo falló lo que era menos seguro.
trial-stay-silent = Déjalo desactivado: hay demasiados fallos. Mejora las entradas que fallaron.
button-trial-judge = { $count ->
    [one] Valorar una respuesta
   *[other] Valorar { $count } respuestas
}
trial-sample = { $left } por valorar. Alguien escribió: { $question }
trial-sample-right = ¿Habría sido esta la respuesta correcta?
trial-entry-gone = Esta entrada ya no existe.
button-trial-right = Correcta
button-trial-wrong = Incorrecta
button-trial-skip = Omitir
button-trial-overview = Resumen

## Cuidar: revisar, importar, exportar, cifras

command-review = revisar
command-review-description = Decidir sobre lo que espera: borradores, sugerencias, preguntas sin respuesta, respuestas viejas.
command-import = importar
command-import-description = Tomar las entradas de un archivo: todas, o ninguna si algo está mal.
option-import-file = archivo
option-import-file-description = Texto, Markdown, TOML, YAML, JSON, CSV, o una exportación de QnA Maker o QnABot
option-import-dry-run = prueba
option-import-dry-run-description = Solo mostrar lo que cambiaría
command-export = exportar
command-export-description = Recibir las entradas de este servidor en un archivo que se puede volver a importar.
option-export-format = formato
option-export-format-description = Cómo se escribe; JSONL si no lo dices
choice-export-format-jsonl = JSONL
choice-export-format-toml = TOML
choice-export-format-yaml = YAML
choice-export-format-markdown = Markdown
choice-export-format-csv = CSV
choice-export-format-json = JSON
option-export-what = qué
option-export-what-description = Todo, o solo lo que se enseñó o cambió aquí
choice-export-what-everything = Todo
choice-export-what-what-was-taught-here = Lo que se enseñó aquí
command-stats = cifras
command-stats-description = Ver qué se preguntó en los últimos 30 días y qué resultó de ello.
review-place = { $number } de { $of }
review-nothing = Nada espera una decisión. ✅
review-end = Era lo último. { $count ->
        [one] Queda uno
       *[other] Quedan { $count }
    } para más tarde.
review-phrasing = { $count ->
        [one] Según el voto de una persona
       *[other] Según los votos de { $count } personas
    }, «{ $question }» pregunta por **{ $entry }**. Si lo apruebas, será una forma más de preguntarlo.
review-counter = { $count ->
        [one] Según el voto de una persona
       *[other] Según los votos de { $count } personas
    }, **{ $entry }** no es la respuesta a «{ $question }». Si lo apruebas, esa entrada no se mostrará para esa pregunta ni para otras parecidas.
review-entry-gone = Esa entrada ya no responde.
review-unanswered = No se encontró respuesta.
review-wrong = Se mostró **{ $entry }**, y { $count ->
        [one] una persona dice
       *[other] { $count } personas dicen
    } que es la respuesta a otra cosa.
review-none = { $count ->
        [one] Una persona no eligió
       *[other] { $count } personas no eligieron
    } nada de lo ofrecido.
review-missed = { $askers ->
        [one] Preguntó una persona
       *[other] Preguntaron { $askers } personas
    }, { $times ->
        [one] una vez
       *[other] { $times } veces
    }: primero { $first }, por última vez { $last }.
review-nearest = Lo más cercano: **{ $entry }**
review-overdue = Esto debía revisarse antes del { $day }.
review-flawed = { $count ->
        [one] Una persona dice
       *[other] { $count } personas dicen
    } que no ayudó (anticuado: { $outdated }, poco claro: { $unclear }).
review-approved = **Aprobado:** «{ $entry }» ahora lo tiene.
review-approved-counter = **Aprobado:** «{ $entry }» ya no se muestra para esa pregunta ni para otras parecidas.
review-rejected = **Rechazado.** No se vuelve a proponer.
review-dismissed = **Descartado.** Lo que se pregunte así ya no cuenta como sin respuesta.
review-joined = **Hecho:** «{ $entry }» lo responde ahora.
review-still-right = **Revisado:** «{ $entry }» está bien así; la verás de nuevo en medio año.
review-undone = **Deshecho.** Vuelve a esperar.
review-too-late = Otra persona acaba de decidir sobre eso.
button-approve = Aprobar
button-reword = Con otras palabras
button-reject = Rechazar
button-answer = Escribir la respuesta
button-dismiss = Descartar
button-still-right = Sigue bien
button-retire = Retirar
button-skip = Omitir
button-go-on = Seguir revisando
button-from-beginning = Desde el principio
placeholder-join = O elige una entrada que lo responda
form-title-reword = La pregunta con otras palabras
import-too-large = Ese archivo es demasiado grande: acepto { $kib } KiB como máximo. Divídelo, o usa `askwell import` donde me ejecuto.
import-not-fetched = No pude obtener ese archivo de Discord. Inténtalo de nuevo.
import-unknown-format = No reconozco qué clase de archivo es. Acepto .txt, .md, .toml, .yaml, .json, .jsonl, .csv y .tsv, y exportaciones de QnA Maker (TSV, Excel) y QnABot (JSON).
import-empty = No hay ninguna entrada en ese archivo.
import-refused = **No se tomó nada de { $file }:** { $count ->
        [one] hay una cosa mal
       *[other] hay { $count } cosas mal
    }.
imported = **Tomado de { $file }.** Nuevas: { $new }; cambiadas: { $changed }; sin cambios: { $same }.
import-dry-run = **Se tomaría de { $file }.** Nuevas: { $new }; cambiadas: { $changed }; sin cambios: { $same }. No se cambió nada.
import-nothing-new = { $same ->
        [0] Todo lo de { $file } ya está.
        [one] La única entrada de { $file } ya está.
       *[other] Las { $same } entradas de { $file } ya están todas.
    } No se cambió nada.
import-changes = Cambiadas: { $entries }
import-overviews = Resúmenes: { $topics }
import-doubles = ⚠️ También lo pregunta otra entrada: { $questions }
import-near = ⚠️ Cerca de una pregunta de otra entrada: { $questions }
import-unseen = { $count ->
        [one] Una entrada no se comparó
       *[other] { $count } entradas no se compararon
    } con lo que hay: son demasiadas en el archivo.
import-problems-in-file = Todas las observaciones están en el archivo adjunto.
exported = { $count ->
        [one] Una entrada.
       *[other] { $count } entradas.
    } `/{ command-import }` acepta este archivo.
export-empty = No hay nada que exportar.
export-too-large = El conocimiento es demasiado grande para un archivo en Discord. `askwell export` lo escribe donde me ejecuto.
title-stats = Preguntas de los últimos { $days } días
stats-nothing = No se preguntó nada en los últimos { $days } días, o aquí no se registra nada de ello.
field-stats-asked = Hechas
field-stats-answered = Respondidas
field-stats-chosen = Elegidas
field-stats-undecided = Ofrecidas
field-stats-missed = Sin respuesta
field-stats-helpful = Útiles
stats-footer = Los días son los de UTC. Elegidas: entre lo ofrecido. Ofrecidas: nadie eligió nada.
stats-alt = Una barra por día. { $asked ->
        [one] { $asked } pregunta hecha
       *[other] { $asked } preguntas hechas
    }: { $answered } respondidas, { $chosen } elegidas, { $missed } sin respuesta; { $helpful ->
        [one] { $helpful } respuesta se consideró útil
       *[other] { $helpful } respuestas se consideraron útiles
    }. El día con más, { $day }: { $most }.
stats-day = { $day } { $month ->
        [1] ene
        [2] feb
        [3] mar
        [4] abr
        [5] may
        [6] jun
        [7] jul
        [8] ago
        [9] sept
        [10] oct
        [11] nov
       *[12] dic
    }

## Settings: commands

command-config = config
command-config-description = Cómo trabajo en este servidor: verlo y cambiarlo.
command-config-show = ver
command-config-show-description = Ver todos los ajustes de este servidor.
command-config-set = ajustar
command-config-set-description = Cambiar un ajuste.
option-config-set-setting = ajuste
option-config-set-setting-description = Cuál
option-config-set-value = valor
option-config-set-value-description = Lo que ha de valer; «default» lo deja a quien me administra
option-config-set-channel = canal
option-config-set-channel-description = Solo en este canal, para los que pueden variar
command-config-channel = canal
command-config-channel-description = Lo que vale en un canal y en sus hilos o publicaciones.
option-config-channel-channel = canal
option-config-channel-channel-description = Qué canal o foro
option-config-channel-mode = modo
option-config-channel-mode-description = A qué reacciono allí
choice-config-channel-mode-nothing = Nada
choice-config-channel-mode-commands-and-buttons = Comandos y botones
choice-config-channel-mode-mentions-too = También menciones
choice-config-channel-mode-silent-trial = Prueba silenciosa
choice-config-channel-mode-answer-unasked = Responder sin que se pida
choice-config-channel-mode-as-the-server = Como el servidor
option-config-channel-right = acierto
option-config-channel-right-description = Proporción de respuestas que debe ser correcta, 0.5 a 0.999
option-config-channel-private = privado
option-config-channel-private-description = Mostrar las respuestas a comandos solo a quien pregunta
command-config-role = rol
command-config-role-description = Quién puede enseñar, quién puede aprobar y a quién se pide ayuda.
option-config-role-may = puede
option-config-role-may-description = Para qué es el rol
choice-config-role-may-teach = Enseñar
choice-config-role-may-approve = Aprobar
choice-config-role-may-be-called-for-help = Recibir llamadas de ayuda
option-config-role-role = rol
option-config-role-role-description = Qué rol
option-config-role-remove = quitar
option-config-role-remove-description = Quitarlo en vez de darlo
choice-config-set-setting-record-questions = Registrar las preguntas
choice-config-set-setting-learn-from-votes = Aprender de los votos
choice-config-set-setting-days-questions-are-kept = Días que se guardan las preguntas
choice-config-set-setting-share-of-right-answers = Proporción de respuestas correctas
choice-config-set-setting-share-of-right-answers-in-threads = Proporción de respuestas correctas en hilos
choice-config-set-setting-share-of-right-answers-nobody-asked-for = Proporción de respuestas correctas no pedidas
choice-config-set-setting-what-i-react-to = A qué reacciono
choice-config-set-setting-answers-to-commands-are-private = Respuestas a comandos en privado
choice-config-set-setting-language = Idioma
choice-config-set-setting-roles-that-may-teach = Roles que pueden enseñar
choice-config-set-setting-roles-that-may-approve = Roles que pueden aprobar
choice-config-set-setting-role-to-call-for-help = Rol al que se pide ayuda
choice-config-set-setting-questions-of-a-member-in-half-a-minute = Preguntas de un miembro en medio minuto
choice-config-set-setting-answers-in-a-channel-in-half-a-minute = Respuestas en un canal en medio minuto
choice-config-set-setting-seconds-before-an-answer-is-repeated = Segundos antes de repetir una respuesta
choice-config-set-setting-unasked-answers-in-a-channel-in-an-hour = Respuestas no pedidas en un canal por hora
choice-config-set-setting-minutes-to-listen-on-in-a-thread = Minutos que sigo escuchando en un hilo

## Settings: what is shown

title-config = Ajustes de este servidor
field-config-answers = Respuestas
field-config-unasked = Lo que nadie pidió
field-config-people = Personas
field-config-memory = Memoria
field-config-pace = Ritmo
field-config-channels = Canales
config-usual = habitual
config-on = sí
config-off = no
config-none = ninguno
config-own-language = el del servidor en Discord
config-more-channels = … y { $more } más
config-how = Lo *habitual* queda en manos de quien me administra. `/{ command-config } { command-config-set }` cambia un ajuste; `/{ command-history }` deshace un cambio.
config-set = **{ $setting }**: desde ahora, { $value }. Es el cambio { $number }; `/{ command-history }` lo deshace.
config-set-in = **{ $setting }** en { $channel }: desde ahora, { $value }. Es el cambio { $number }; `/{ command-history }` lo deshace.
config-nothing = Indica al menos una cosa que deba cambiar allí.
config-cannot-read = ⚠️ No puedo leer lo que no va dirigido a mí, así que no respondo nada sin que se pida y ninguna prueba escucha. Quien me administra tiene que activar *Message Content Intent* en el Discord Developer Portal, en Bot, y reiniciarme. Todo lo demás funciona.
config-not-looked = ⚠️ No he podido preguntar a Discord si todavía existen todos los roles y canales que aparecen aquí.
# Detrás de un rol, un canal y @everyone.
config-no-such-role = ⚠️ *(no es un rol de este servidor)*
config-no-such-channel = ⚠️ *(no es un canal de este servidor)*
config-counts-for-nobody = ⚠️ *(no vale para nadie; indica un rol que no tenga todo el mundo)*
config-role-unknown = No hay ningún rol { $role } en este servidor, así que no se cambió nada. Menciona el rol, o elígelo en `/{ command-config } { command-config-role }`.
config-roles-not-looked = No he podido preguntar a Discord si ese rol existe, así que no se cambió nada. Inténtalo de nuevo, por favor.
config-takes-switch = Admite `on`, `off` o `default`.
config-takes-days = Admite un número de días de 1 a 3650, o `default`.
config-takes-share = Admite un número de 0.5 a 0.999 (0.95 para 95 de cada 100), o `default`.
config-takes-mode = Admite `off`, `commands`, `mention`, `trial`, `auto` o `default`.
config-takes-language = Admite `en`, `de`, `fr`, `es`, `pt` o `default`.
config-takes-roles = Admite roles tal como los mencionas, `none` o `default`.
config-takes-count = Admite un número entero desde 0, o `default`.

## Importing: what is wrong in a file

problem-severity-error = error: { $problem }
problem-severity-warning = aviso: { $problem }
problem-severity-note = nota: { $problem }
problem-file-of-wrong-type = el archivo contiene { $kind } donde debería haber entradas; escribe { $example } o una lista de entradas
problem-overview-without-topic = el resumen no pertenece a ningún tema; añade "topic"
problem-overview-without-topic-cell = el resumen no pertenece a ningún tema; rellena la columna "topic"
problem-topic-of-wrong-type = el tema es { $kind }; aquí deberían estar un nombre y un resumen
problem-topic-without-name = el tema no tiene nombre; añade "name"
problem-topic-name-empty = el tema no tiene nombre; dale uno
problem-entry-of-wrong-type = la entrada es { $kind }; aquí deberían estar "questions" y "answer"
problem-no-text = { $key } es { $kind }; aquí debería haber un texto
problem-not-in-quotes = { $key } es { $kind }; ponlo entre comillas
problem-no-texts = { $key } es { $kind }; aquí debería haber un texto o una lista de textos
problem-no-list = { $key } es { $kind }; aquí debería haber una lista
problem-item-is-no-text = un elemento de { $key } es { $kind }; aquí debería haber un texto
problem-item-not-in-quotes = un elemento de { $key } es { $kind }; ponlo entre comillas
problem-key-twice = { $key } aparece dos veces; deja uno; se tomó el primero
problem-unknown-key = { $key } no se conoce aquí y se pasó por alto; ¿querías decir { $nearest }?
problem-unknown-key-among = { $key } no se conoce aquí y se pasó por alto; se conocen { $known }
problem-unknown-column = la columna { $column } no se conoce y se pasó por alto; ¿querías decir { $nearest }?
problem-unknown-column-among = la columna { $column } no se conoce y se pasó por alto; se conocen { $known }
problem-too-many-cells = la fila tiene { $cells } celdas, y el encabezado { $columns }; pon entre comillas dobles el texto que contenga un separador
problem-unclosed-quote = en esta fila se abren unas comillas que nunca se cierran; ciérralas, y escribe dos veces las comillas que vayan dentro de comillas ("")
problem-unclosed-quotes = el archivo no se leyó más allá, porque hay comillas sin cerrar; ciérralas
problem-no-column = al encabezado le falta la columna { $column }; nombra las columnas en la primera fila, por ejemplo: questions,answer
problem-too-many-phrasings = la entrada tiene más de { $most } preguntas; deja las que se distinguen por sus palabras
problem-phrasing-twice = { $question } está dos veces en esta entrada; quita una; las mayúsculas y la puntuación no cambian nada
problem-phrasing-too-long = la pregunta tiene { $characters } caracteres, y se permiten { $most }; los detalles van en la respuesta; hazla con menos palabras
problem-phrasing-empty = la pregunta está vacía; hazla con unas palabras
problem-row-without-question = la fila no tiene pregunta; rellena la columna "questions"
problem-no-question-above = la entrada no tiene pregunta; escribe una encima de la respuesta
problem-entry-without-question = la entrada no tiene pregunta; añade "questions"
problem-row-without-answer = la fila no tiene respuesta; rellena la columna "answer"
problem-no-answer-below = { $entry } no tiene respuesta; escríbela en las líneas de abajo o, si la línea siguiente pregunta lo mismo con otras palabras, quita la línea vacía que hay en medio
problem-heading-without-answer = { $entry } no tiene respuesta; escríbela debajo; un título que no es pregunta no debe acabar en signo de interrogación
problem-entry-without-answer = { $entry } no tiene respuesta; añade "answer"
problem-control-characters = { $count ->
        [one] se quitó { $count } carácter de control
       *[other] se quitaron { $count } caracteres de control
    } ({ $part }); quítalos del archivo; vienen de una terminal o de un procesador de textos
problem-part-too-long = { $part }: { $characters } caracteres, y se permiten { $most }; acorta el texto, o repártelo entre varias preguntas
problem-id-empty = el identificador está vacío; pon uno como "reset-password", o ninguno
problem-id-too-long = el identificador tiene { $characters } caracteres, y se permiten { $most }; pon uno como "reset-password", o ninguno
problem-id-with-sign = el identificador contiene { $sign }; los identificadores no tienen espacios ni caracteres de control; pon uno como "reset-password", o ninguno
problem-no-state = { $state } no es un estado; escribe draft, approved o retired
problem-no-date = { $date } no es una fecha; escríbela como año-mes-día, por ejemplo 2027-01-31
problem-no-question-in-text = en este archivo no hay ninguna pregunta; acaba cada pregunta con un signo de interrogación, en una línea propia
problem-no-question-in-markdown = en este archivo no hay ninguna pregunta; haz de cada pregunta un título que acabe en signo de interrogación
problem-no-question-in-table = en este archivo no hay ninguna pregunta; añade una fila con una pregunta y una respuesta
problem-no-question-in-file = en este archivo no hay ninguna pregunta; añade una entrada con "questions" y "answer"
problem-is-json-lines = cada línea de este archivo es un valor JSON; ponle un nombre que acabe en .jsonl
problem-bad-json = esto no es JSON válido ({ $error }); corrígelo; lo demás se leyó en lo que se pudo separar
problem-bad-toml = esto no es TOML válido ({ $error }); corrígelo; lo demás se leyó en lo que se pudo separar
problem-bad-yaml = esto no es YAML válido ({ $error }); corrígelo; lo demás se leyó en lo que se pudo separar
problem-bad-yaml-before = esto no es YAML válido ({ $error }); corrígelo, y mira las entradas que siguen: quizá no se leyeron
problem-hostile-yaml = esto no es YAML válido ({ $error }); escribe por entero lo que representan los alias
problem-bad-front-matter = el preámbulo no es YAML válido ({ $error }); escribe un "clave: valor" por línea, entre líneas de ---
problem-bad-comment = el comentario debajo de la pregunta no es YAML válido ({ $error }); escribe un "clave: valor" por línea, con comillas en los valores que tengan dos puntos
problem-stray-text = este texto no pertenece a ningún tema ni a ninguna pregunta; pon un título encima, para que sea el resumen de un tema
problem-two-answers = la entrada tiene dos respuestas; deja la del comentario, que se tomó, o la de debajo
problem-is-utf16 = el archivo es texto en UTF-16; guárdalo como UTF-8
problem-is-binary = esto parece un archivo binario; da un archivo de texto, o guarda este como texto en UTF-8
problem-not-utf8 = el byte { $byte } no es texto en UTF-8; guarda el archivo como UTF-8
problem-not-utf16 = { $unit } no es texto en UTF-16; expórtalo otra vez, o guárdalo como UTF-8
problem-ends-within-character = el archivo acaba en medio de un carácter; expórtalo otra vez, o guárdalo como UTF-8
problem-too-many-in-all = hay más de { $most } preguntas en total; lee menos de una vez; esta entrada y lo que sigue en el archivo no se tomó
problem-other-overview = el tema { $topic } tiene otro resumen en { $place }; deja uno; se tomó el otro
problem-id-taken = el identificador { $id } ya lo tiene la entrada que está en { $place }; pon otro a una de las dos
problem-asked-elsewhere = { $question } también se pregunta en { $place }, en el mismo tema; haz de las dos una sola entrada, o dale a esta un identificador
problem-more = { $count ->
        [one] falta { $count } problema más
       *[other] faltan { $count } problemas más
    } en esta lista; corrige los que están, y mira otra vez
problem-old-workbook = es un libro del tipo antiguo (.xls), o está protegido con contraseña; guárdalo como .xlsx sin contraseña
problem-bad-workbook = esto no es un libro de Excel (.xlsx) completo: falta una parte o es otro tipo de archivo; expórtalo otra vez, o ábrelo en una hoja de cálculo y guárdalo como .xlsx
problem-no-items = «qna» no es una lista con elementos; exporta otra vez todas las preguntas de QnABot; cada elemento de la lista tiene «qid», «q» y «a»
problem-too-many-parts = el libro tiene más de { $most } partes; repártelo en varios
problem-unpacks-too-large = el libro descomprimido pasa de { $mib } MiB; repártelo en varios
problem-cells-too-large = las celdas tienen más de { $mib } MiB de texto; divide el libro; se leyó hasta ahí
problem-no-table = ninguna hoja del libro tiene una primera fila con "Question" y "Answer"; pon encima de las demás una primera fila que nombre las columnas: Question, Answer, Source, Metadata
problem-synonyms-not-taken = la hoja { $sheet } no se tomó; añade sus palabras a las preguntas de las entradas por las que se pregunta con ellas
problem-sheet-not-taken = la hoja { $sheet } no se tomó; copia sus filas a la hoja que se leyó, si son preguntas y respuestas
problem-more-cells = la fila tiene { $count ->
        [one] { $count } celda
       *[other] { $count } celdas
    } más que el encabezado; pon entre comillas dobles el texto que contenga un tabulador
problem-no-columns-of-theirs = falta la columna "Question" o "Answer"; pon encima de las demás una primera fila que nombre las columnas: Question, Answer, Source, Metadata
problem-column-not-taken = la columna { $column } no se conoce y no se tomó; añade a las respuestas lo que importe de ella
problem-no-answer-in-row = { $entry } no tiene respuesta; rellena la columna "Answer", o quita la fila
problem-no-question-in-row = la fila no tiene pregunta; rellena la columna "Question", o quita la fila
problem-no-more-question-in-row = la fila no tiene pregunta; quítala
problem-other-answer-than-line = { $entry } tiene otra respuesta que la línea { $line }, que tiene el mismo QnaId; ponle otro QnaId, o la misma respuesta
problem-other-answer-than-row = { $entry } tiene otra respuesta que la fila { $line }, que tiene el mismo QnaId; ponle otro QnaId, o la misma respuesta
problem-only-a-follow-up = { $entry } solo se pregunta a continuación de otra, y se tomó como borrador; escríbela de modo que se entienda sola, y apruébala
problem-follow-ups-not-taken = { $entry }: las preguntas de seguimiento no se tomaron: { $prompts }; nómbralas en la respuesta, y haz de cada una una entrada
problem-suggestions-not-taken = { $entry }: las preguntas sugeridas no se tomaron, porque nadie las aprobó; añade como preguntas las que estén bien
problem-has-html = la respuesta a { $question } contiene HTML: { $tags }; escríbela como Markdown; se mostraría tal cual
problem-item-of-wrong-type = el elemento es { $kind }; exporta otra vez; un elemento tiene "qid", "q" y "a"
problem-other-type = { $entry } es del tipo { $kind }, que no existe en Askwell; escribe como pregunta lo que importe
problem-no-answer-in-item = { $entry } no tiene respuesta; rellena "a" o la respuesta en Markdown en QnABot y exporta otra vez, o quita el elemento
problem-no-question-in-item = { $entry } no tiene pregunta; ponle una pregunta en QnABot y exporta otra vez, o quita el elemento
problem-no-place-for = { $entry }: no hay lugar para { $parts }; añade a la respuesta lo que importe
problem-has-handlebars = { $entry }: la respuesta contiene una expresión de Handlebars ({ $sign }); escribe lo que representa; se mostraría tal cual
problem-id-changed = el identificador { $id } no vale aquí, y pasó a ser { $became }; usa el nuevo donde se nombre la entrada
problem-kind-nothing = nada
problem-kind-text = un texto
problem-kind-date = una fecha
problem-kind-number = un número
problem-kind-boolean = true o false
problem-kind-list = una lista
problem-kind-group = un grupo de claves
problem-kind-too-deep = algo anidado con demasiada profundidad
problem-part-answer = respuesta
problem-part-overview = resumen
problem-nameless-entry = la entrada
problem-nameless-row = la fila
problem-nameless-item = el elemento
problem-fault-alias-in-itself = un alias está dentro de lo que representa
problem-fault-copies-too-much = sus alias copian demasiado
problem-fault-too-many-dots = demasiados puntos en las claves de un valor
problem-fault-no-colon = falta `:` después de la clave
