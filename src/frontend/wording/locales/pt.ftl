# O que se lê no Discord em português do Brasil. Como as chaves se chamam e que tamanho têm os textos está em en.ftl.
# Termos: entrada, tema, formulação, pergunta, resposta, confiança. Quem lê é tratado por você.

## Commands

command-ask = perguntar
command-ask-description = Faça uma pergunta e receba a resposta guardada.
option-ask-question = pergunta
option-ask-question-description = Sua pergunta, com suas próprias palavras
option-ask-private = privado
option-ask-private-description = Mostrar a resposta só para você
command-faq = faq
command-faq-description = Explore as perguntas e respostas guardadas.
command-faq-search = buscar
command-faq-search-description = Encontre entradas por palavras ou pelo sentido.
option-faq-search-words = palavras
option-faq-search-words-description = O que você procura
command-faq-list = lista
command-faq-list-description = Liste todas as entradas, ou as de um tema.
option-faq-list-topic = tema
option-faq-list-topic-description = Só este tema
command-faq-show = mostrar
command-faq-show-description = Mostre uma entrada, só para você.
option-faq-show-entry = entrada
option-faq-show-entry-description = Digite algumas palavras e escolha uma
command-faq-send = enviar
command-faq-send-description = Publique uma entrada aqui, como resposta para alguém.
option-faq-send-entry = entrada
option-faq-send-entry-description = Digite algumas palavras e escolha uma
option-faq-send-member = membro
option-faq-send-member-description = Para quem é; a pessoa é citada, mas não notificada
command-why = porquê
command-why-description = Por que sua última pergunta foi respondida assim.
command-privacy = privacidade
command-privacy-description = O que guardo sobre você: ver, levar consigo, apagar.
command-privacy-show = ver
command-privacy-show-description = Ver o que guardo aqui sobre você.
command-privacy-export = exportar
command-privacy-export-description = Receber em um arquivo tudo o que guardo aqui sobre você.
command-privacy-delete = apagar
command-privacy-delete-description = Apagar tudo o que guardo aqui sobre você.
command-privacy-set = definir
command-privacy-set-description = Decidir o que posso guardar e o que posso avisar.
option-privacy-set-recorded = guardar
option-privacy-set-recorded-description = Se as suas perguntas podem ser guardadas
option-privacy-set-told = avisar
option-privacy-set-told-description = Se aviso você quando uma pergunta sua recebe resposta
command-trial = teste
command-trial-description = O que teria sido respondido onde eu só escuto, e se devo falar.
option-trial-days = dias
option-trial-days-description = Quantos dias para trás; 30 se não for dito
menu-answer-from-faq = Responder com o FAQ

## Answers

asked = Pergunta: { $question }
sure = com certeza, { $percent }
fairly-sure = com bastante certeza, { $percent }
unsure = com pouca certeza, { $percent }
doubtful = com dúvida, { $percent }
matched = corresponde a “{ $phrasing }”
chosen = você escolheu esta
entry-id = id: { $id }
past-review = Isto deveria ter sido revisto até { $day }.
source = Fonte: { $source }
button-source = Fonte
field-other-words = Também se pergunta assim
rest-in-file = *Isto é só o começo: a resposta completa está no arquivo anexado.*
all-in-file = *A resposta não cabe aqui: está no arquivo anexado.*
not-shown-here = Não posso mostrar essa resposta neste canal. Use `/{ command-ask }` para vê-la.
sent-by = Enviado por { $by }
sent-for = Para { $whom }, enviado por { $by }
about-message = Sobre [esta mensagem]({ $link }) de { $author }
button-delete = Apagar

read-pair = “{ $typed }” como “{ $read }”
and = { $before } e { $last }
read-as = Eu li { $pairs }.

## Questions back

which-of-same = Há várias respostas guardadas para essa pergunta. Qual delas você quer?
which-of-these = Não sei ao certo qual destas você quer dizer:
did-you-mean = Não tenho certeza. É isto que você quer dizer?
twin-of-this = Não tenho resposta exatamente para isso. É isto que você quer dizer?
button-none-of-these = Nenhuma destas
button-not-this = Não, outra coisa

## No answer

no-entries = Ainda não sei nada: não há entradas com que responder.
unknown = Não sei.

    Tente uma pergunta completa, que diga do que se trata. { all-listed }
unknown-but-near = Não sei. O mais próximo que tenho:
    { $questions }

    Se é isso que você quer saber, pergunte com essas palavras. { all-listed }
all-listed = `/{ command-faq } { command-faq-list }` mostra tudo o que sei responder.
none-of-these = Então não sei, desculpe. Tente uma pergunta completa com outras palavras; `/{ command-faq } { command-faq-list }` mostra tudo o que sei responder.
question-empty = Essa pergunta está vazia. Escreva-a com palavras.
question-too-long = Essa pergunta tem { $length } caracteres, e eu leio no máximo { $most }. Pergunte em uma ou duas frases.
question-without-words = Preciso de palavras: não há uma única letra nem um único número nessa pergunta.
question-in-other-script = Não sei ler { $script ->
        [Arabic] a escrita árabe
        [Bengali] a escrita bengali
        [Cyrillic] a escrita cirílica
        [Devanagari] devanágari
        [Georgian] a escrita georgiana
        [Greek] a escrita grega
        [Hangul] hangul
        [Hebrew] a escrita hebraica
        [Hiragana] hiragana
        [Katakana] katakana
        [Mandarin] caracteres chineses
        [Thai] a escrita tailandesa
       *[other] essa escrita ({ $script })
    }: o modelo usado lê inglês. Pergunte em inglês, por favor.
question-in-other-language = Só sei ler perguntas em inglês, e isto parece { $language ->
        [Dutch] holandês
        [French] francês
        [German] alemão
        [Italian] italiano
        [Polish] polonês
        [Portuguese] português
        [Russian] russo
        [Spanish] espanhol
        [Turkish] turco
        [Ukrainian] ucraniano
       *[other] outro idioma ({ $language })
    }. Pergunte em inglês, por favor.

## Several questions at once

open-besides-answers = Em aberto, porque não sei ou não tenho certeza:
open-alone = Não tenho certeza de nenhuma resposta para estas perguntas:
perhaps = talvez: { $questions }
perhaps-as-read = talvez: { $questions }. { $read }
no-room = As respostas para estas não cabem aqui; faça uma pergunta de cada vez:
passed-over = { $more ->
        [one] Deixei de fora { $more } outra pergunta
       *[other] Deixei de fora { $more } outras perguntas
    }; pergunte menos coisas de uma vez.

## Lists

title-all-questions = Perguntas que sei responder
title-found = Mais próximo de: { $query }
no-topic = Outros
more-found = … e mais { $more } no menu abaixo
nothing-found = Não encontrei nada parecido com: { $query }
    Tente outras palavras; `/{ command-faq } { command-faq-list }` mostra tudo o que sei responder.
no-question-in-topic = Não há nenhuma pergunta no tema { $topic }.
page = Página { $page } de { $pages }
placeholder-show-one = Mostrar uma resposta
placeholder-topic = Escolha um tema
placeholder-topic-of-first = Escolha um tema (os primeiros { $shown } de { $all })
item-all-topics = Todos os temas
item-entries = { $count ->
        [one] { $count } entrada
       *[other] { $count } entradas
    }
button-previous = Anterior
button-next = Próxima

## Why a question was answered as it was

why-no-question = Não me lembro de nenhuma pergunta sua aqui. Pergunte algo e depois pergunte por quê; quando reinicio, esqueço a última.
why-asked = Você perguntou: { $question }
why-answered = **Eu respondi:** { $reason }
why-asked-back = **Eu perguntei de volta:** { $reason }
why-not-answered = **Eu não respondi:** { $reason }
why-another-entry = outra entrada
why-columns = cosine: proximidade de sentido · words: parte das suas palavras que ela tem
why-more-columns = score: as duas coisas juntas · share: vantagem sobre as outras
why-elapsed = decidido em { $elapsed }

reason-exact = a pergunta é uma formulação guardada, a não ser por maiúsculas, espaços e pontuação
reason-confident = a maior confiança, { $best }, alcança o limite de { $bar }
reason-topic = a pergunta só cita o tema, então a resposta é o resumo dele
reason-same-phrasing = várias entradas têm exatamente esta formulação
reason-narrow-lead = as duas melhores estão próximas uma da outra, então nenhuma alcança o limite de { $bar }
reason-unsure = a maior confiança, { $best }, fica abaixo do limite de { $bar }
reason-nothing-close = a maior confiança é { $best }; para responder é preciso { $bar }, e { $choose } das melhores juntas para oferecê-las
reason-no-knowledge = não há entradas
reason-near-twin = seria a resposta a uma pergunta que difere em { $kind ->
        [negation] uma negação
        [antonym] um oposto
        [number] um número
        [version] uma versão
        [unit] uma unidade
        [name] um nome
       *[word] uma palavra
    }: { $sides }
sides-asked-alone = “{ $asked }”, que falta na outra
sides-stored-alone = “{ $stored }”, que só está na outra
sides-both = aqui “{ $asked }”, lá “{ $stored }”

made-of-usual = confiança: o habitual aqui é { $usual }
made-of-closeness = a proximidade leva a { $now }
made-of-words = as palavras em comum, a { $now }
made-of-reading = a leitura das duas juntas, a { $now }
made-of-lead = a vantagem sobre as outras, a { $now }

fix-wrong-add-phrasing = se estiver errado: acrescente a pergunta, palavra por palavra, à entrada certa, talvez { $entry }
fix-add-phrasing = para que seja respondida: acrescente a pergunta, palavra por palavra, às formulações de { $entry }
fix-wrong-new-entry = se estiver errado: escreva uma entrada com esta pergunta como formulação
fix-new-entry = para que seja respondida: escreva uma entrada com esta pergunta como formulação
fix-keep-in-one = para que seja respondida: deixe essa formulação em uma delas e tire das outras
fix-take-out = se estiver errado: tire essa formulação de { $entry }
fix-or-lower-target = { $fix }; ou peça uma proporção menor de respostas certas, { $share }

## Notices

busy = Estou com perguntas demais ao mesmo tempo. Pergunte de novo em alguns segundos, por favor.
went-wrong = Algo deu errado do meu lado e foi registrado como { $id }. Tente de novo, por favor.
not-served = Não tenho respostas para este servidor. Quem me administra precisa indicá-lo nas minhas configurações.
no-knowledge = Ainda não tenho perguntas e respostas para este servidor. Quem me administra pode me dar algumas.
not-direct = Não respondo a mensagens diretas. Pergunte em um servidor, por favor.
not-here = Estou desativado neste canal. Pergunte em outro, por favor.
wait = Foram muitas perguntas. Espere { $seconds ->
        [one] um segundo
       *[other] { $seconds } segundos
    } e pergunte de novo.
just-given = Dei essa resposta aqui há pouco: ela está logo acima.
just-given-at = Dei essa resposta aqui há pouco: { $link }
channel-busy = Respondi muito neste canal agora há pouco. Tente de novo em { $seconds ->
        [one] um segundo
       *[other] { $seconds } segundos
    }, por favor.
just-given-so-alone = Dei essa resposta aqui há pouco, então esta é só para você.
channel-busy-so-alone = Respondi muito neste canal agora há pouco, então isto é só para você.
entry-gone = Essa resposta não existe mais. Pergunte com suas próprias palavras, por favor.
old-button = Esse botão é antigo e não funciona mais. Pergunte de novo, por favor.
not-yours = Esse botão é de quem perguntou. Use `/{ command-ask }` para ter o seu.
not-yours-to-delete = Só quem perguntou, ou a moderação, pode apagar isso.
could-not-delete = Não consegui apagar isso. A moderação consegue.
no-such-entry = Não tenho essa entrada. Comece a digitar e escolha uma da lista.
help = Mencione-me com uma pergunta ou use `/{ command-ask }`. `/{ command-faq } { command-faq-list }` mostra o que eu sei.
cannot-see = Não consigo ver o que os outros escrevem. Abra o menu dessa mensagem, Aplicativos, e escolha **{ menu-answer-from-faq }**; ou mencione-me com a própria pergunta.
no-text = Não há texto nessa mensagem que eu possa responder.

## O que se pensa de uma resposta

button-helpful = Útil
button-not-helpful = Não ajudou
button-related = Relacionado
button-wrong-entry = Resposta errada
button-outdated = Desatualizada
button-unclear = Pouco clara
feedback-thanks = Obrigado, está anotado.
feedback-why-not = Obrigado, está anotado. O que há de errado?
feedback-which-one = Qual das respostas não ajudou?
feedback-related = Também perto da sua pergunta:
feedback-noted-wrong = Obrigado. A moderação vê agora que isso não responde à pergunta.
feedback-noted-flaw = Obrigado. A moderação vê agora que esta resposta precisa ser revista.
feedback-not-kept = Essa pergunta não está guardada, ou não está mais, então não posso anotar nada sobre ela.

## Onde não há resposta

button-tell-me = Avise-me quando houver uma resposta
button-ask-human = Perguntar a uma pessoa
feedback-will-tell = Aviso você quando alguém tiver respondido.
feedback-answered-already = Alguém respondeu nesse meio-tempo:
feedback-set-aside = A moderação deixou essa pergunta de lado, então não haverá resposta minha.
# For all to see; the role and the member are mentions.
human-called = { $role }: { $member } tem uma pergunta que não sei responder.
human-called-for = { $role }: { $member } tem uma pergunta que não sei responder:
    > { $question }
human-done = Chamei alguém: { $link }
human-wait = Alguém foi chamado há pouco. Espere { $minutes ->
        [one] um minuto
       *[other] { $minutes } minutos
    } antes de chamar de novo, por favor.
human-nobody = Não há ninguém aqui que eu possa chamar.
human-not-here = Não posso escrever neste canal, então não consegui chamar ninguém.

## Saber de uma resposta mais tarde

notice-of-own = A sua pergunta “{ $question }” agora tem resposta:
notice-of-followed = Uma pergunta cuja resposta você queria saber agora tem uma:
button-stop-telling = Não me avise mais disso
feedback-stopped = Não aviso mais você disso. `/{ command-privacy } { command-privacy-set }` muda isso de volta.

## O que se guarda sobre alguém

privacy-none = Não guardo nada aqui: funciono sem memória.
privacy-held = Isto é o que guardo aqui sobre você:
privacy-held-still = Ainda guardo isto aqui sobre você:
privacy-nothing = Não guardo nada aqui sobre você.
privacy-questions = { $count ->
        [one] { $count } pergunta
       *[other] { $count } perguntas
    }
privacy-votes = { $count ->
        [one] { $count } voto
       *[other] { $count } votos
    }
privacy-missed = { $count ->
        [one] { $count } pergunta que não soube responder
       *[other] { $count } perguntas que não soube responder
    }
privacy-follows = { $count ->
        [one] { $count } pergunta cuja resposta você quer saber
       *[other] { $count } perguntas cuja resposta você quer saber
    }
privacy-suggested = { $count ->
        [one] { $count } sugestão que os seus votos apoiam
       *[other] { $count } sugestões que os seus votos apoiam
    }
privacy-notices = { $count ->
        [one] { $count } mensagem que espera por você
       *[other] { $count } mensagens que esperam por você
    }
privacy-changes = { $count ->
        [one] { $count } mudança no conhecimento com o seu nome
       *[other] { $count } mudanças no conhecimento com o seu nome
    }
privacy-latest = As suas últimas perguntas:
privacy-recorded = As suas perguntas são guardadas.
privacy-not-recorded = As suas perguntas não são guardadas.
privacy-recorded-nowhere = Este servidor não registra perguntas agora, então as suas também não são guardadas.
privacy-not-learning = Neste servidor os votos não propõem mudanças agora.
privacy-told = Aviso você quando uma pergunta sua recebe resposta.
privacy-told-of-kept = Aviso você quando uma pergunta sua que ainda está guardada recebe a resposta.
privacy-not-told = Não aviso você quando uma pergunta sua recebe resposta.
privacy-how = `/{ command-privacy } { command-privacy-export }` dá tudo a você, `/{ command-privacy } { command-privacy-delete }` apaga, `/{ command-privacy } { command-privacy-set }` decide o que vem depois. Tudo isto é só deste lugar: cada servidor fica à parte, e as mensagens diretas também.
privacy-file = Tudo o que guardo aqui sobre você.
privacy-sure = Isto apaga tudo o que guardo aqui sobre você e não pode ser desfeito. O que a moderação fez com isso fica, sem o seu nome. Se você disse não a eu guardar suas perguntas ou avisar você, isso continua valendo.
button-forget = Apagar tudo
privacy-forgotten = Apagado. Não guardo mais nada aqui sobre você.
privacy-forgotten-but = Apagado. De você só guardo a que você disse não, para cumprir.
privacy-forgotten-nothing = Não havia nada para apagar.
privacy-no-stays = Isso continua valendo; para apagar isso também, diga sim de novo com `/{ command-privacy } { command-privacy-set }` e apague mais uma vez.

## Curating: commands

command-teach = ensinar
command-teach-description = Escreva uma pergunta e a resposta; nada é usado antes de você ver o que muda.
option-teach-question = pergunta
option-teach-question-description = A pergunta, se você já a tem
option-teach-topic = tema
option-teach-topic-description = O tema a que ela pertence
command-edit = editar
command-edit-description = Mude as perguntas ou a resposta de uma entrada.
option-edit-entry = entrada
option-edit-entry-description = Digite algumas palavras e escolha uma
command-retire = aposentar
command-retire-description = Tire uma entrada de serviço, ou traga uma de volta.
option-retire-entry = entrada
option-retire-entry-description = A entrada que não deve mais responder
option-retire-restore = restaurar
option-retire-restore-description = A entrada aposentada que deve responder de novo
command-history = histórico
command-history-description = Veja quem mudou o quê, e desfaça mudanças.
option-history-entry = entrada
option-history-entry-description = Só as mudanças desta entrada
menu-teach-from-this = Ensinar a partir disto

## Curating: the form

form-title-teach = Uma nova entrada
form-title-edit = Mudar uma entrada
form-title-draft = Mudar o rascunho
label-question = Pergunta
label-more-questions = Outras formas de perguntar, uma por linha
label-answer = Resposta (Markdown)
label-topic = Tema
placeholder-question = Como eu …?
placeholder-more-questions = Quanto mais diferentes, melhor é encontrada
placeholder-answer = Links e imagens em linhas próprias viram botões e imagens
placeholder-topic-of-entry = Nenhum, ou um nome sob o qual as entradas são listadas
placeholder-too-long = Esse texto é longo demais para este campo; escreva com menos palavras
does-not-fit-form = Essa entrada é longa demais para um formulário do Discord, que aceita 4.000 caracteres por campo, e eu nunca corto nada. Mude-a no arquivo dela ou com `askwell edit` onde eu rodo.
written-in-file = O que você escreveu está no arquivo anexado, para que nada se perca.
form-late = Demorei demais para um formulário. Tente de novo, por favor.

## Curating: drafts

draft-adds = **Rascunho** de { $by }: uma nova entrada
draft-changes = **Rascunho** de { $by }: uma mudança numa entrada
draft-retires = **Rascunho** de { $by }: esta entrada não deve mais responder
draft-restores = **Rascunho** de { $by }: esta entrada aposentada deve responder de novo
draft-not-served = Nada disto é usado antes de ser salvo.
draft-waits = Ele espera a aprovação da moderação; antes disso nada é usado. Você ainda pode mudá-lo ou retirá-lo.
draft-resolves = Responde a perguntas sem resposta (número { $number }).
draft-outdated = ⚠️ A entrada mudou desde que isto foi escrito. Aperte Mudar, compare e envie de novo.
draft-more-questions = { $more ->
        [one] mais { $more } forma de perguntar não é mostrada
       *[other] mais { $more } formas de perguntar não são mostradas
    }
draft-diff = O que muda:
draft-gone = Esse rascunho não espera mais: alguém já decidiu.
this-draft = este rascunho
somebody = alguém
near-unknown = No momento não dá para saber se algo parecido já existe.
near-same = ⚠️ Isso já existe, com a mesma resposta: “{ $question }”
near-conflict = ⚠️ A mesma pergunta tem outra resposta: “{ $question }” → { $answer }
near-same-answer = De sentido próximo ({ $percent }), com a mesma resposta: “{ $question }”
near-other-answer = ⚠️ De sentido próximo ({ $percent }), com outra resposta: “{ $question }” → { $answer }
preview-pending = *Estou calculando o que mudaria …*
preview-failed = No momento não dá para calcular o que mudaria.
preview = **Prévia:** { $changed ->
        [0] nenhuma pergunta voltaria
        [one] uma pergunta voltaria
       *[other] { $changed } perguntas voltariam
    } de outro jeito (guardadas: { $stored }; feitas há pouco: { $asked })
preview-answers = Responderia a { $count ->
        [one] uma pergunta sem resposta
       *[other] { $count } perguntas sem resposta
    }, e { $told ->
        [0] ninguém seria avisado
        [one] uma pessoa seria avisada
       *[other] { $told } pessoas seriam avisadas
    }.
preview-more = … e mais { $more }
outcome-choice = uma escolha entre { $count }
outcome-none = sem resposta
button-save = Salvar
button-save-beside = Salvar ao lado
button-change = Mudar
button-discard = Descartar
button-undo = Desfazer
button-add-question = Adicionar a pergunta a “{ $entry }”
button-put-answer = Pôr esta resposta em “{ $entry }”

## Curating: what was done

done-saved = **Salvo:** “{ $entry }” é respondida assim a partir de agora.
done-saved-beside = **Salvo** ao lado de “{ $other }”. As duas entradas têm a pergunta “{ $question }”, então pergunto de volta a quem a fizer qual resposta quer. Para que só uma responda, tire a pergunta da outra com `/{ command-edit }` ou tire a outra de serviço com `/{ command-retire }`.
done-merged = **Salvo:** agora está em “{ $entry }”.
done-retired = **Aposentada:** “{ $entry }” não responde mais. A entrada é mantida com seu histórico.
done-restored = **Restaurada:** “{ $entry }” responde de novo.
done-discarded = **Descartado.** Nada disso chegou a ser usado.
done-undone = **Desfeito:** a mudança { $number } foi revertida.
done-number = É a mudança { $number }.
done-as-it-was = O conhecimento já estava assim.
done-answers = Responde a { $count ->
        [one] uma pergunta sem resposta
       *[other] { $count } perguntas sem resposta
    }.
done-told = { $count ->
        [one] Uma pessoa que perguntou é avisada
       *[other] { $count } pessoas que perguntaram são avisadas
    } da resposta.
retire-one-of-both = Escolha uma entrada: uma para aposentar ou uma para restaurar.

## Curating: history

title-history = Mudanças
history-empty = Nada foi mudado.
history-more-items = … e mais { $more } na mesma mudança
history-entry = { $item }
history-draft = rascunho: { $item }
history-topic = tema: { $item }
history-setting = configuração: { $item }
history-counter = não é mais respondida: { $item }
button-latest = Mais recentes
button-older = Mais antigas
placeholder-undo = Desfazer uma mudança
item-action-teach = ensinou
item-action-edit = mudou
item-action-retire = aposentou
item-action-restore = restaurou
item-action-approve = aprovou
item-action-reject = descartou
item-action-undo = desfez
item-action-set = definiu
item-action-import = importou
item-action-resolve = resolveu
diff-topic = tema
diff-tags = etiquetas
diff-source = fonte
diff-review-by = rever até
diff-state = estado
diff-retired = aposentada
diff-draft = rascunho
diff-first-now = { $question } (agora a primeira)

## Curating: why something was not done

refused-not-yours = Isso não é seu.
refused-needs-teacher = Neste servidor só quem ensina pode fazer isso: quem pode gerenciar mensagens aqui e quem tem um cargo que o servidor escolheu para isso.
refused-needs-moderator = Neste servidor só a moderação pode fazer isso: quem pode gerenciar mensagens aqui e quem tem um cargo que o servidor escolheu para isso.
refused-needs-owner = Só quem pode gerenciar este servidor pode fazer isso.
refused-roles = Cargos escolhidos para isso: { $roles }
refused-no-store = Nada pode ser guardado aqui: eu rodo sem armazenamento. Quem me administra pode me dar um.
refused-not-there = Isso não está mais aí: alguém já decidiu ou removeu.
refused-id-taken = Já há uma entrada com esse id. Mude essa, ou escolha outro id.
refused-no-setting = Essa configuração não existe.
refused-setting-everywhere = **{ $setting }**: é igual em todos os canais. Defina sem canal.
refused-setting-value = **{ $setting }**: esse valor não é possível.
refused-setting-everybody = **{ $setting }**: aqui não pode ser @everyone. Indique um cargo que nem todo mundo tenha.
refused-near = Já há uma entrada que pergunta quase a mesma coisa.
refused-conflict = Alguém mudou isso nesse meio-tempo. Nada foi feito; olhe de novo.
refused-changed-since = A mudança { $by } mudou a mesma coisa depois da mudança { $number }. Desfaça antes a { $by }, ou edite.
refused-undone = A mudança { $number } já foi desfeita pela mudança { $by }. Para tê-la de volta, desfaça a { $by }.
refused-closed = Alguém já decidiu sobre a pergunta sem resposta { $number }. Para abri-la de novo, desfaça isso no `/{ command-history }`, ou use `askwell missed reopen { $number }` onde eu rodo.
refused-already = Já está assim.
refused-later = No momento isso não pode ser guardado. Tente de novo em um minuto, por favor.
refused-no-question = Uma entrada precisa de uma pergunta.
refused-many-questions = Uma entrada pode ter { $most } perguntas, e esta teria { $count }.
refused-long-question = Uma das perguntas tem mais de { $most } caracteres. Ponha os detalhes na resposta.
refused-no-such-question = A entrada não tem essa pergunta.
refused-no-answer = Uma entrada precisa de uma resposta.
refused-long-answer = A resposta tem { $length } caracteres, e { $most } são permitidos. Ponha o resto atrás de um link.
refused-id = Isso não pode ser um id: ele tem de 1 a 64 caracteres e nenhum espaço.
refused-nothing = Nada mudaria.

## Questions that are put to nobody, and silent trials

# Small letters above an answer that nobody asked for.
unasked = -# Ninguém me perguntou, mas acho que conheço esta pergunta. Se eu estiver errado, quem perguntou pode apagar a resposta.
title-trial = Teste silencioso: { $days ->
    [one] o último dia
   *[other] os últimos { $days } dias
}
trial-nothing = Nada teria sido respondido. Onde o modo é `trial`, eu escuto e não digo nada.
trial-channel = { $channel }: { $answered ->
        [one] { $answered } pergunta teria sido respondida
       *[other] { $answered } perguntas teriam sido respondidas
    }; { $judged }.
trial-not-judged = nenhuma foi avaliada ainda
trial-judged = { $judged ->
        [one] { $judged } avaliada
       *[other] { $judged } avaliadas
    }, { $right ->
        [one] { $right } certa
       *[other] { $right } certas
    }, ou seja, de { $low } a { $high } % de todas
trial-wait = Deixe-me continuar escutando.
trial-judge-more = Ainda não: avalie mais { $more }.
trial-listen-on = Ainda não: { $more ->
        [one] falta mais { $more } avaliada como certa
       *[other] faltam mais { $more } avaliadas como certas
    }. Deixe-me continuar escutando.
trial-speak = Mude o modo para `auto` aqui: o que teria sido respondido está certo com frequência suficiente.
trial-raise = Mude `right-unasked` para { $share } e depois o modo para `auto`: só errou o que era menos seguro.
trial-stay-silent = Deixe desligado: há erros demais. Melhore as entradas que erraram.
button-trial-judge = { $count ->
    [one] Avaliar uma resposta
   *[other] Avaliar { $count } respostas
}
trial-sample = { $left } para avaliar. Alguém escreveu: { $question }
trial-sample-right = Esta teria sido a resposta certa?
trial-entry-gone = Esta entrada não existe mais.
button-trial-right = Certa
button-trial-wrong = Errada
button-trial-skip = Pular
button-trial-overview = Resumo

## Cuidar: rever, importar, exportar, números

command-review = rever
command-review-description = Decidir sobre o que espera: rascunhos, sugestões, perguntas sem resposta, respostas antigas.
command-import = importar
command-import-description = Trazer as entradas de um arquivo: todas, ou nenhuma se algo estiver errado.
option-import-file = arquivo
option-import-file-description = Texto, Markdown, TOML, YAML, JSON, CSV, ou uma exportação do QnA Maker ou QnABot
option-import-dry-run = teste
option-import-dry-run-description = Só mostrar o que mudaria
command-export = exportar
command-export-description = Receber as entradas deste servidor em um arquivo que pode ser importado de novo.
option-export-format = formato
option-export-format-description = Como é escrito; JSONL se você não disser
choice-export-format-jsonl = JSONL
choice-export-format-toml = TOML
choice-export-format-yaml = YAML
choice-export-format-markdown = Markdown
choice-export-format-csv = CSV
choice-export-format-json = JSON
option-export-what = quê
option-export-what-description = Tudo, ou só o que foi ensinado ou mudado aqui
choice-export-what-everything = Tudo
choice-export-what-what-was-taught-here = O que foi ensinado aqui
command-stats = números
command-stats-description = Ver o que foi perguntado nos últimos 30 dias e no que deu.
review-place = { $number } de { $of }
review-nothing = Nada espera por uma decisão. ✅
review-end = Era o último. { $count ->
        [one] Fica um
       *[other] Ficam { $count }
    } para depois.
review-phrasing = { $count ->
        [one] Pelo voto de uma pessoa
       *[other] Pelos votos de { $count } pessoas
    }, “{ $question }” pergunta por **{ $entry }**. Com a aprovação, será mais um jeito de perguntar isso.
review-counter = { $count ->
        [one] Pelo voto de uma pessoa
       *[other] Pelos votos de { $count } pessoas
    }, **{ $entry }** não é a resposta a “{ $question }”. Com a aprovação, essa entrada não será mais mostrada para essa pergunta e parecidas.
review-entry-gone = Essa entrada não responde mais.
review-unanswered = Nenhuma resposta foi encontrada.
review-wrong = **{ $entry }** foi mostrada, e { $count ->
        [one] uma pessoa diz
       *[other] { $count } pessoas dizem
    } que é a resposta a outra coisa.
review-none = { $count ->
        [one] Uma pessoa não escolheu
       *[other] { $count } pessoas não escolheram
    } nada do que foi oferecido.
review-missed = { $askers ->
        [one] Uma pessoa perguntou
       *[other] { $askers } pessoas perguntaram
    }, { $times ->
        [one] uma vez
       *[other] { $times } vezes
    }: primeiro { $first }, por último { $last }.
review-nearest = O mais próximo: **{ $entry }**
review-overdue = Isto devia ser conferido até { $day }.
review-flawed = { $count ->
        [one] Uma pessoa diz
       *[other] { $count } pessoas dizem
    } que não ajudou (desatualizado: { $outdated }, pouco claro: { $unclear }).
review-approved = **Aprovado:** “{ $entry }” agora tem isso.
review-approved-counter = **Aprovado:** “{ $entry }” não é mais mostrada para essa pergunta e parecidas.
review-rejected = **Recusado.** Não será proposto de novo.
review-dismissed = **Descartado.** O que for perguntado assim não conta mais como sem resposta.
review-joined = **Feito:** “{ $entry }” responde isso agora.
review-still-right = **Conferido:** “{ $entry }” está certa assim; você a verá de novo em meio ano.
review-undone = **Desfeito.** Espera de novo.
review-too-late = Outra pessoa acabou de decidir sobre isso.
button-approve = Aprovar
button-reword = Em outras palavras
button-reject = Recusar
button-answer = Escrever a resposta
button-dismiss = Descartar
button-still-right = Ainda certo
button-retire = Aposentar
button-skip = Pular
button-go-on = Continuar a revisão
button-from-beginning = Do começo
placeholder-join = Ou escolha uma entrada que responda a isso
form-title-reword = A pergunta em outras palavras
import-too-large = Esse arquivo é grande demais: aceito no máximo { $kib } KiB. Divida-o, ou use `askwell import` onde eu rodo.
import-not-fetched = Não consegui obter esse arquivo do Discord. Tente de novo.
import-unknown-format = Não reconheço que tipo de arquivo é esse. Aceito .txt, .md, .toml, .yaml, .json, .jsonl, .csv e .tsv, e exportações do QnA Maker (TSV, Excel) e do QnABot (JSON).
import-empty = Não há nenhuma entrada nesse arquivo.
import-refused = **Nada foi trazido de { $file }:** { $count ->
        [one] há uma coisa errada
       *[other] há { $count } coisas erradas
    }.
imported = **Trazido de { $file }.** Novas: { $new }; mudadas: { $changed }; sem mudança: { $same }.
import-dry-run = **Seria trazido de { $file }.** Novas: { $new }; mudadas: { $changed }; sem mudança: { $same }. Nada foi mudado.
import-nothing-new = { $same ->
        [0] Tudo de { $file } já está aqui.
        [one] A única entrada de { $file } já está aqui.
       *[other] Todas as { $same } entradas de { $file } já estão aqui.
    } Nada foi mudado.
import-changes = Mudadas: { $entries }
import-overviews = Resumos: { $topics }
import-doubles = ⚠️ Outra entrada também tem estas perguntas: { $questions }
import-near = ⚠️ Perto de uma pergunta de outra entrada: { $questions }
import-unseen = { $count ->
        [one] Uma entrada não foi comparada
       *[other] { $count } entradas não foram comparadas
    } com o que já existe: há demais no arquivo.
import-problems-in-file = Todas as observações estão no arquivo anexado.
exported = { $count ->
        [one] Uma entrada.
       *[other] { $count } entradas.
    } `/{ command-import }` aceita este arquivo.
export-empty = Não há nada para exportar.
export-too-large = O conhecimento é grande demais para um arquivo no Discord. `askwell export` o escreve onde eu rodo.
title-stats = Perguntas dos últimos { $days } dias
stats-nothing = Nada foi perguntado nos últimos { $days } dias, ou nada disso é registrado aqui.
field-stats-asked = Feitas
field-stats-answered = Respondidas
field-stats-chosen = Escolhidas
field-stats-undecided = Oferecidas
field-stats-missed = Sem resposta
field-stats-helpful = Úteis
stats-footer = Os dias são os de UTC. Escolhidas: entre o que foi oferecido. Oferecidas: ninguém escolheu nada.
stats-alt = Uma barra por dia. { $asked ->
        [one] { $asked } pergunta
       *[other] { $asked } perguntas
    }: { $answered } respondidas, { $chosen } escolhidas, { $missed } sem resposta; { $helpful ->
        [one] { $helpful } resposta foi útil
       *[other] { $helpful } respostas foram úteis
    }. Mais em { $day }: { $most }.
stats-day = { $day } { $month ->
        [1] jan.
        [2] fev.
        [3] mar.
        [4] abr.
        [5] maio
        [6] jun.
        [7] jul.
        [8] ago.
        [9] set.
        [10] out.
        [11] nov.
       *[12] dez.
    }

## Settings: commands

command-config = config
command-config-description = Como eu funciono neste servidor: ver e mudar.
command-config-show = ver
command-config-show-description = Ver todas as configurações deste servidor.
command-config-set = definir
command-config-set-description = Mudar uma configuração.
option-config-set-setting = configuração
option-config-set-setting-description = Qual
option-config-set-value = valor
option-config-set-value-description = O que deve valer; “default” deixa com quem me administra
option-config-set-channel = canal
option-config-set-channel-description = Só neste canal, para as que podem variar
command-config-channel = canal
command-config-channel-description = O que vale em um canal e em seus tópicos ou publicações.
option-config-channel-channel = canal
option-config-channel-channel-description = Qual canal ou fórum
option-config-channel-mode = modo
option-config-channel-mode-description = A que eu reajo ali
choice-config-channel-mode-nothing = Nada
choice-config-channel-mode-commands-and-buttons = Comandos e botões
choice-config-channel-mode-mentions-too = Menções também
choice-config-channel-mode-silent-trial = Teste silencioso
choice-config-channel-mode-answer-unasked = Responder sem ser chamado
choice-config-channel-mode-as-the-server = Como o servidor
option-config-channel-right = acerto
option-config-channel-right-description = Proporção de respostas que deve estar certa, 0.5 a 0.999
option-config-channel-private = privado
option-config-channel-private-description = Mostrar as respostas a comandos só a quem pergunta
command-config-role = cargo
command-config-role-description = Quem pode ensinar, quem pode aprovar e quem é chamado para ajudar.
option-config-role-may = pode
option-config-role-may-description = Para que serve o cargo
choice-config-role-may-teach = Ensinar
choice-config-role-may-approve = Aprovar
choice-config-role-may-be-called-for-help = Ser chamado para ajudar
option-config-role-role = cargo
option-config-role-role-description = Qual cargo
option-config-role-remove = remover
option-config-role-remove-description = Tirar em vez de dar
choice-config-set-setting-record-questions = Registrar perguntas
choice-config-set-setting-learn-from-votes = Aprender com os votos
choice-config-set-setting-days-questions-are-kept = Dias que as perguntas ficam
choice-config-set-setting-share-of-right-answers = Proporção de respostas certas
choice-config-set-setting-share-of-right-answers-in-threads = Proporção de respostas certas em tópicos
choice-config-set-setting-share-of-right-answers-nobody-asked-for = Proporção de respostas certas não pedidas
choice-config-set-setting-what-i-react-to = A que eu reajo
choice-config-set-setting-answers-to-commands-are-private = Respostas a comandos em privado
choice-config-set-setting-language = Idioma
choice-config-set-setting-roles-that-may-teach = Cargos que podem ensinar
choice-config-set-setting-roles-that-may-approve = Cargos que podem aprovar
choice-config-set-setting-role-to-call-for-help = Cargo chamado para ajudar
choice-config-set-setting-questions-of-a-member-in-half-a-minute = Perguntas de um membro em meio minuto
choice-config-set-setting-answers-in-a-channel-in-half-a-minute = Respostas em um canal em meio minuto
choice-config-set-setting-seconds-before-an-answer-is-repeated = Segundos antes de repetir uma resposta
choice-config-set-setting-unasked-answers-in-a-channel-in-an-hour = Respostas não pedidas em um canal por hora
choice-config-set-setting-minutes-to-listen-on-in-a-thread = Minutos que continuo escutando em um tópico

## Settings: what is shown

title-config = Configurações deste servidor
field-config-answers = Respostas
field-config-unasked = O que ninguém pediu
field-config-people = Pessoas
field-config-memory = Memória
field-config-pace = Ritmo
field-config-channels = Canais
config-usual = padrão
config-on = sim
config-off = não
config-none = nenhum
config-own-language = o do servidor no Discord
config-more-channels = … e mais { $more }
config-how = O que é *padrão* fica com quem me administra. `/{ command-config } { command-config-set }` muda uma configuração; `/{ command-history }` desfaz uma mudança.
config-set = **{ $setting }**: a partir de agora, { $value }. É a mudança { $number }; `/{ command-history }` a desfaz.
config-set-in = **{ $setting }** em { $channel }: a partir de agora, { $value }. É a mudança { $number }; `/{ command-history }` a desfaz.
config-nothing = Diga pelo menos uma coisa que deve mudar ali.
config-cannot-read = ⚠️ Não consigo ler o que não é dirigido a mim, então nada é respondido sem pedido e nenhum teste escuta. Quem me administra precisa ativar *Message Content Intent* no Discord Developer Portal, em Bot, e me reiniciar. Todo o resto funciona.
config-not-looked = ⚠️ Não consegui perguntar ao Discord se todos os cargos e canais citados aqui ainda existem.
# Atrás de um cargo, de um canal e de @everyone.
config-no-such-role = ⚠️ *(não é um cargo deste servidor)*
config-no-such-channel = ⚠️ *(não é um canal deste servidor)*
config-counts-for-nobody = ⚠️ *(não vale para ninguém; indique um cargo que nem todo mundo tenha)*
config-role-unknown = Não existe o cargo { $role } neste servidor, então nada foi mudado. Mencione o cargo ou escolha-o em `/{ command-config } { command-config-role }`.
config-roles-not-looked = Não consegui perguntar ao Discord se esse cargo existe, então nada foi mudado. Tente de novo, por favor.
config-takes-switch = Aceita `on`, `off` ou `default`.
config-takes-days = Aceita um número de dias de 1 a 3650, ou `default`.
config-takes-share = Aceita um número de 0.5 a 0.999 (0.95 para 95 em 100), ou `default`.
config-takes-mode = Aceita `off`, `commands`, `mention`, `trial`, `auto` ou `default`.
config-takes-language = Aceita `en`, `de`, `fr`, `es`, `pt` ou `default`.
config-takes-roles = Aceita cargos como você os menciona, `none` ou `default`.
config-takes-count = Aceita um número inteiro a partir de 0, ou `default`.

## Importing: what is wrong in a file

problem-severity-error = erro: { $problem }
problem-severity-warning = aviso: { $problem }
problem-severity-note = nota: { $problem }
problem-file-of-wrong-type = o arquivo contém { $kind } onde deveria haver entradas; escreva { $example } ou uma lista de entradas
problem-overview-without-topic = o resumo não pertence a nenhum tema; acrescente "topic"
problem-overview-without-topic-cell = o resumo não pertence a nenhum tema; preencha a coluna "topic"
problem-topic-of-wrong-type = o tema é { $kind }; aqui deveria haver um nome e um resumo
problem-topic-without-name = o tema não tem nome; acrescente "name"
problem-topic-name-empty = o tema não tem nome; dê um a ele
problem-entry-of-wrong-type = a entrada é { $kind }; aqui deveria haver "questions" e "answer"
problem-no-text = { $key } é { $kind }; aqui deveria haver um texto
problem-not-in-quotes = { $key } é { $kind }; ponha entre aspas
problem-no-texts = { $key } é { $kind }; aqui deveria haver um texto ou uma lista de textos
problem-no-list = { $key } é { $kind }; aqui deveria haver uma lista
problem-item-is-no-text = um item de { $key } é { $kind }; aqui deveria haver um texto
problem-item-not-in-quotes = um item de { $key } é { $kind }; ponha entre aspas
problem-key-twice = { $key } aparece duas vezes; deixe um; o primeiro foi usado
problem-unknown-key = { $key } não é conhecido aqui e foi ignorado; você quis dizer { $nearest }?
problem-unknown-key-among = { $key } não é conhecido aqui e foi ignorado; são conhecidos { $known }
problem-unknown-column = a coluna { $column } não é conhecida e foi ignorada; você quis dizer { $nearest }?
problem-unknown-column-among = a coluna { $column } não é conhecida e foi ignorada; são conhecidas { $known }
problem-too-many-cells = a linha tem { $cells } células, e o cabeçalho tem { $columns }; ponha entre aspas duplas o texto que contém um separador
problem-unclosed-quote = nesta linha são abertas aspas que nunca se fecham; feche-as, e escreva duas vezes as aspas dentro de aspas ("")
problem-unclosed-quotes = o arquivo não foi lido além daqui, por causa de aspas que não se fecham; feche-as
problem-no-column = falta ao cabeçalho a coluna { $column }; dê nomes às colunas na primeira linha, por exemplo: questions,answer
problem-too-many-phrasings = a entrada tem mais de { $most } perguntas; deixe as que se distinguem nas palavras
problem-phrasing-twice = { $question } está duas vezes nesta entrada; tire uma; maiúsculas e pontuação não fazem diferença
problem-phrasing-too-long = a pergunta tem { $characters } caracteres, e são permitidos { $most }; os detalhes ficam na resposta; pergunte com menos palavras
problem-phrasing-empty = a pergunta está vazia; pergunte com algumas palavras
problem-row-without-question = a linha não tem pergunta; preencha a coluna "questions"
problem-no-question-above = a entrada não tem pergunta; escreva uma acima da resposta
problem-entry-without-question = a entrada não tem pergunta; acrescente "questions"
problem-row-without-answer = a linha não tem resposta; preencha a coluna "answer"
problem-no-answer-below = { $entry } não tem resposta; escreva-a nas linhas de baixo ou, se a linha seguinte pergunta o mesmo com outras palavras, tire a linha vazia entre elas
problem-heading-without-answer = { $entry } não tem resposta; escreva-a abaixo; um título que não é pergunta não deve terminar em ponto de interrogação
problem-entry-without-answer = { $entry } não tem resposta; acrescente "answer"
problem-control-characters = { $count ->
        [one] { $count } caractere de controle foi retirado
       *[other] { $count } caracteres de controle foram retirados
    } ({ $part }); tire-os do arquivo; eles vêm de um terminal ou de um editor de textos
problem-part-too-long = { $part }: { $characters } caracteres, e são permitidos { $most }; encurte o texto, ou divida-o entre várias perguntas
problem-id-empty = o identificador está vazio; dê um como "reset-password", ou nenhum
problem-id-too-long = o identificador tem { $characters } caracteres, e são permitidos { $most }; dê um como "reset-password", ou nenhum
problem-id-with-sign = o identificador contém { $sign }; identificadores não têm espaços nem caracteres de controle; dê um como "reset-password", ou nenhum
problem-no-state = { $state } não é um estado; escreva draft, approved ou retired
problem-no-date = { $date } não é uma data; escreva-a como ano-mês-dia, por exemplo 2027-01-31
problem-no-question-in-text = não há nenhuma pergunta neste arquivo; termine cada pergunta com um ponto de interrogação, em uma linha própria
problem-no-question-in-markdown = não há nenhuma pergunta neste arquivo; faça de cada pergunta um título que termine em ponto de interrogação
problem-no-question-in-table = não há nenhuma pergunta neste arquivo; acrescente uma linha com uma pergunta e uma resposta
problem-no-question-in-file = não há nenhuma pergunta neste arquivo; acrescente uma entrada com "questions" e "answer"
problem-is-json-lines = cada linha deste arquivo é um valor JSON; dê a ele um nome que termine em .jsonl
problem-bad-json = isto não é JSON válido ({ $error }); corrija; o resto foi lido até onde se pôde separar
problem-bad-toml = isto não é TOML válido ({ $error }); corrija; o resto foi lido até onde se pôde separar
problem-bad-yaml = isto não é YAML válido ({ $error }); corrija; o resto foi lido até onde se pôde separar
problem-bad-yaml-before = isto não é YAML válido ({ $error }); corrija, e olhe as entradas que vêm depois: talvez não tenham sido lidas
problem-hostile-yaml = isto não é YAML válido ({ $error }); escreva por extenso o que os aliases representam
problem-bad-front-matter = o preâmbulo não é YAML válido ({ $error }); escreva um "chave: valor" por linha, entre linhas de ---
problem-bad-comment = o comentário abaixo da pergunta não é YAML válido ({ $error }); escreva um "chave: valor" por linha, com aspas nos valores que têm dois-pontos
problem-stray-text = este texto não pertence a nenhum tema nem a nenhuma pergunta; ponha um título acima dele, para que seja o resumo de um tema
problem-two-answers = a entrada tem duas respostas; deixe a do comentário, que foi usada, ou a de baixo
problem-is-utf16 = o arquivo é texto em UTF-16; salve-o como UTF-8
problem-is-binary = isto parece um arquivo binário; dê um arquivo de texto, ou salve este como texto em UTF-8
problem-not-utf8 = o byte { $byte } não é texto em UTF-8; salve o arquivo como UTF-8
problem-not-utf16 = { $unit } não é texto em UTF-16; exporte de novo, ou salve como UTF-8
problem-ends-within-character = o arquivo termina no meio de um caractere; exporte de novo, ou salve como UTF-8
problem-too-many-in-all = há mais de { $most } perguntas ao todo; leia menos de uma vez; esta entrada e o que vem depois no arquivo não foram usados
problem-other-overview = o tema { $topic } tem outro resumo em { $place }; deixe um; o outro foi usado
problem-id-taken = o identificador { $id } já é da entrada em { $place }; dê outro a uma das duas
problem-asked-elsewhere = { $question } também está em { $place }, no mesmo tema; faça das duas uma só entrada, ou dê um identificador a esta
problem-more = { $count ->
        [one] mais { $count } problema não está na lista
       *[other] mais { $count } problemas não estão na lista
    }; corrija os que estão, e olhe de novo
problem-old-workbook = é uma pasta de trabalho do tipo antigo (.xls), ou está protegida por senha; salve-a como .xlsx sem senha
problem-bad-workbook = isto não é uma pasta de trabalho do Excel (.xlsx) completa: falta uma parte ou é outro tipo de arquivo; exporte de novo, ou abra em uma planilha e salve como .xlsx
problem-no-items = “qna” não é uma lista com itens; exporte de novo todas as perguntas do QnABot; cada item da lista tem “qid”, “q” e “a”
problem-too-many-parts = a pasta de trabalho tem mais de { $most } partes; divida-a em várias
problem-unpacks-too-large = a pasta de trabalho descompactada passa de { $mib } MiB; divida-a em várias
problem-cells-too-large = as células têm mais de { $mib } MiB de texto; divida a pasta de trabalho; ela foi lida até ali
problem-no-table = nenhuma planilha da pasta de trabalho tem uma primeira linha com "Question" e "Answer"; ponha acima das outras uma primeira linha que dê nome às colunas: Question, Answer, Source, Metadata
problem-synonyms-not-taken = a planilha { $sheet } não foi usada; acrescente as palavras dela às perguntas das entradas que se procuram com elas
problem-sheet-not-taken = a planilha { $sheet } não foi usada; copie as linhas dela para a planilha que foi lida, se forem perguntas e respostas
problem-more-cells = a linha tem { $count ->
        [one] { $count } célula
       *[other] { $count } células
    } a mais que o cabeçalho; ponha entre aspas duplas o texto que contém uma tabulação
problem-no-columns-of-theirs = falta a coluna "Question" ou "Answer"; ponha acima das outras uma primeira linha que dê nome às colunas: Question, Answer, Source, Metadata
problem-column-not-taken = a coluna { $column } não é conhecida e não foi usada; acrescente às respostas o que importa dela
problem-no-answer-in-row = { $entry } não tem resposta; preencha a coluna "Answer", ou tire a linha
problem-no-question-in-row = a linha não tem pergunta; preencha a coluna "Question", ou tire a linha
problem-no-more-question-in-row = a linha não tem pergunta; tire-a
problem-other-answer-than-line = { $entry } tem outra resposta que a linha { $line }, com o mesmo QnaId; dê outro QnaId, ou a mesma resposta
problem-other-answer-than-row = { $entry } tem outra resposta que a linha { $line } da planilha, com o mesmo QnaId; dê outro QnaId, ou a mesma resposta
problem-only-a-follow-up = { $entry } só se pergunta em seguida a outra, e foi usada como rascunho; escreva-a de modo que se entenda sozinha, e aprove-a
problem-follow-ups-not-taken = { $entry }: as perguntas seguintes não foram usadas: { $prompts }; cite-as na resposta, e faça de cada uma uma entrada
problem-suggestions-not-taken = { $entry }: as perguntas sugeridas não foram usadas, porque ninguém as aprovou; acrescente como perguntas as que estão certas
problem-has-html = a resposta a { $question } contém HTML: { $tags }; escreva-a em Markdown; ele seria mostrado como está
problem-item-of-wrong-type = o item é { $kind }; exporte de novo; um item tem "qid", "q" e "a"
problem-other-type = { $entry } é do tipo { $kind }, que não existe no Askwell; escreva como pergunta o que importa
problem-no-answer-in-item = { $entry } não tem resposta; preencha "a" ou a resposta em Markdown no QnABot e exporte de novo, ou tire o item
problem-no-question-in-item = { $entry } não tem pergunta; dê uma pergunta no QnABot e exporte de novo, ou tire o item
problem-no-place-for = { $entry }: não há lugar para { $parts }; acrescente à resposta o que importa
problem-has-handlebars = { $entry }: a resposta contém uma expressão do Handlebars ({ $sign }); escreva o que ela representa; ela seria mostrada como está
problem-id-changed = o identificador { $id } não pode ser usado aqui, e passou a ser { $became }; use o novo onde a entrada é citada
problem-kind-nothing = nada
problem-kind-text = um texto
problem-kind-date = uma data
problem-kind-number = um número
problem-kind-boolean = true ou false
problem-kind-list = uma lista
problem-kind-group = um grupo de chaves
problem-kind-too-deep = algo aninhado fundo demais
problem-part-answer = resposta
problem-part-overview = resumo
problem-nameless-entry = a entrada
problem-nameless-row = a linha
problem-nameless-item = o item
problem-fault-alias-in-itself = um alias está dentro do que ele representa
problem-fault-copies-too-much = os aliases dele copiam demais
problem-fault-too-many-dots = pontos demais nas chaves de um valor
problem-fault-no-colon = falta `:` depois da chave
