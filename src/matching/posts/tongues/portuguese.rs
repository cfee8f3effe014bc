//! Portuguese, of Brazil and of Portugal. Many interrogative words are written like others (`como`, `quando`): a verb
//! behind them has to say that it is a question, and not `como eu disse` or `quando eu chegar`.

use super::Tongue;

pub(super) const PORTUGUESE: Tongue = Tongue {
    lists: &[
        (
            "faz",
            "faço faco posso podemos consigo devo mudo troco altero ativo desativo instalo baixo crio apago excluo \
             recupero compro pago entro acesso configuro uso adiciono convido vinculo encontro jogo fazemos ligo \
             cancelo",
        ),
        (
            "mexer",
            "usar pagar mudar trocar cancelar baixar instalar recuperar alterar editar desativar ativar excluir \
             apagar convidar parcelar devolver comprar entrar",
        ),
        ("duvida", "como se onde quando por porque porquê qual quais quem quanto quantos o que a"),
        ("meu", "meu minha meus minhas o a os as um uma mais varios varias outro outra"),
    ],
    questions: "
        como @faz para/pra/o/a/os/as/meu/minha/meus/minhas/de/na/no/ao/um/uma/isso/se ,
        como eu @faz para/pra/o/a/os/as/meu/minha/meus/minhas/de/na/no/ao/um/uma/isso/se ,
        como que eu _ =
        como posso/podemos/devo *ar/*er/*ir _ ,
        como a gente faz/muda/troca/entra para/pra/o/a/no/na _
        como é/e que eu/a/o/se/faz/faço/faco/os/as/mudo/troco _ - pode bom
        como se faz/muda/troca/instala/usa/cria/configura/ativa/chama para/pra/o/a/um/uma _ =
        como @mexer para/pra/o/a/os/as/meu/minha/um/uma/na/no/em =
        como fazer/criar/configurar/acessar/jogar para/pra/o/a/os/as/meu/minha/um/uma/na/no/em =
        como funciona/funcionam o/a/os/as/isso/esse/essa =
        onde está/estao/estão/fica/ficam/posso/encontro/acho/vejo/consigo/baixo/compro/esta _ =
        onde eu encontro/acho/vejo/consigo/posso/baixo/compro _ ,
        onde é/e que _ _ - isso
        cadê/cade o/a/os/as/meu/minha _
        quando sai/abre/abrem/fecha/comeca/começa/termina/é/sera/será/chega/lança/lanca o/a/os/as =
        quando é/e que _ _ - isso
        quando vai ser/sair/abrir/lancar/lançar/comecar/começar o/a/os/as _
        quanto custa/custam/tempo/vale/dura/demora/falta/fica _ - sem ser
        quanto é/e o/a _
        quantos/quantas _ posso/pode/podem/sao/são/preciso/tem/cabem/dias _ =
        qual/quais é/e/são/sao/foi/seria/seriam o/a/os/as/meu/minha/esse/essa _
        qual o/a preço/preco/valor/diferença/diferenca/horario/horário/prazo/data/link/nome/versao/versão/melhor/limite _
        o que é/e um/uma/o/a/isso/esse/essa/este/esta _ ,
        o que significa/acontece _ - muito ,
        o que faço/faco/devo/preciso/posso _ - é e ,
        o que é/e que _ _
        que horas abre/fecha/comeca/começa/termina
        a que horas _
        em que canal/dia/horario/horário/data/lugar _
        por que/quê não/nao !te/me _ ,
        por que/quê o/a/meu/minha/os/as _ não/nao _ ,
        por que/quê eu não/nao _ ,
        quem pode me _ ,
        quem sabe como/onde/se _ _ ,
        quem é o/a _ - sempre ,
        alguém/alguem sabe/conhece como/onde/se/quando/qual/quanto/o/a/algum/alguma/um/uma/por/porque _
        alguém/alguem tem um/uma/o/a/algum/alguma/experiencia/ideia/dica _
        alguém/alguem pode/poderia me _ _
        alguém/alguem ja/já usou/teve/conseguiu/comprou/tentou/fez _
        alguem/alguém aqui sabe/conhece/usa/joga _ _
        tem como *ar/*er/*ir/eu _
        tem alguma/algum forma/jeito/maneira/app/aplicativo/limite/desconto/restricao/restrição
        existe/ha/há algum/alguma _
        dá/da para/pra jogar com/sem/no/na/em _ - nao não sim
        dá/da para/pra @mexer _ - nao não sim
        é/e possível/possivel/preciso/necessario/necessário/obrigatorio/obrigatório @mexer _ - mas nao não sim
        posso *ar/*er/*ir meu/minha/meus/minhas _ - mas nao não e
        posso @mexer @meu _ - mas nao não e
        preciso ter conta/cadastro _ _ =
        preciso pagar/ter/ser/de/fazer/criar _ para/pra _ =
        preciso de um/uma _ para/pra _ =
        voces/vocês/você/voce podem/pode me dizer/explicar/ajudar/informar/passar/indicar _
        voces/vocês/você/voce sabem/sabe se/onde/quando/qual/dizer _ _
        podem/pode/poderia/poderiam me dizer/explicar/informar @duvida
        me diz/digam/explica/expliquem como/onde/se/quando _
        gostaria/queria/quero/preciso saber @duvida
        gostaria/queria/preciso de saber @duvida
        eu gostaria/queria/quero saber @duvida
        eu gostaria/queria de saber @duvida
        voces/vocês/vcs tem/têm app/aplicativo/desconto/loja/algum/alguma _
        voces/vocês/vcs aceitam/entregam/vendem _
        sera/será que _ _
        sabem/sabe dizer/onde/quando _ _
        sabem se _ _
        ",
    troubles: "
        não/nao consigo *ar/*er/*ir/me _
        nao/não estou conseguindo _
        não/nao sei como/onde/por *ar/*er/*ir/que/eu/posso
        não/nao encontro/acho o/a/os/as/meu/minha/onde _
        não/nao entendo/entendi como/por/porque _
        estou com problema/problemas/dificuldade _ _
        tenho um problema com _
        preciso de ajuda com/para/pra _
        ",
    courtesy: "oi olá ola eai pessoal galera gente bom boa dia tarde noite tudo bem certo beleza com voces vocês a \
               todos todas obrigado obrigada valeu muito desde ja já alguém alguem pode poderia me ajudar ajuda por \
               favor tem aqui ai uma duvida dúvida pergunta tenho serio sério como vai vão e",
    lead_ins: "olá a todos|ola a todos|olá pessoal|ola pessoal|olá|ola|oi pessoal|oi gente|oi galera|oi|bom dia|\
               boa tarde|boa noite|pessoal|galera|uma pergunta|outra pergunta|minha pergunta é|pergunta|uma dúvida|\
               uma duvida|tenho uma dúvida|tenho uma duvida|dúvida|duvida|por favor|aliás|além disso|desculpa|\
               desculpem",
    connectives: "e mas ou então entao bom agora",
};

#[cfg(test)]
mod tests {
    use crate::matching::posts::tongues::tests::check;

    #[test]
    fn questions_are_told_from_statements() {
        check(
            &[
                "como faço para mudar minha senha",
                "como faco pra mudar minha senha",
                "como eu mudo minha senha",
                "como é que se entra no servidor",
                "onde está minha fatura",
                "onde encontro minha fatura",
                "cadê o botão de sair",
                "quando sai a atualização",
                "quando é que abre a loja",
                "quanto custa a assinatura",
                "qual é o preço",
                "qual o valor por ano",
                "o que é um servidor",
                "por que o servidor não abre",
                "alguém sabe como ativar o modo escuro",
                "alguem sabe como entrar",
                "tem como trocar o nome",
                "dá para pagar com cartão",
                "da pra usar no mac",
                "é possível cancelar a assinatura",
                "posso mudar meu nome depois",
                "gostaria de saber se é grátis",
                "queria saber quando abre",
                "será que funciona no celular",
                "vocês sabem se tem desconto",
                "podem me dizer onde fica a loja",
                "o que significa isso",
                "o que preciso para entrar",
                "onde eu vejo meu pedido",
                "como faço pra mudar meu nome",
                "como eu faço para cancelar",
                "como posso recuperar minha conta",
                "como mudo o idioma",
                "como funciona o sorteio",
                "como que eu entro",
                "onde fica o link",
                "onde eu vejo as regras",
                "onde encontro as regras",
                "quando começa o torneio",
                "quando vai ser a próxima reunião",
                "quanto custa o plano",
                "quanto tempo demora a entrega",
                "qual o preço do plano",
                "qual é o horário",
                "quais são as regras",
                "o que acontece se eu cancelar",
                "o que preciso pra entrar",
                "por que não consigo escrever",
                "que horas começa",
                "a que horas começa a reunião",
                "em que canal posso postar",
                "quem pode me ajudar com a conta",
                "alguém sabe como ativar",
                "alguem sabe onde fica o link",
                "tem como mudar o nome",
                "tem algum desconto",
                "dá pra pagar com pix",
                "é possível mudar de plano",
                "posso cancelar minha assinatura quando quiser",
                "preciso ter conta para jogar",
                "gostaria de saber como cancelar",
                "queria saber se tem desconto",
                "vocês aceitam cartão",
                "será que tem versão para mac",
            ],
            &[
                "como eu disse, é grátis",
                "como sempre tudo certo",
                "como não consigo entrar vou sair",
                "quando eu chegar em casa vejo",
                "quando posso eu jogo",
                "quando sai o sol, eu corro",
                "onde eu moro não tem internet",
                "que bom",
                "que pena",
                "porque eu não quero",
                "quem quiser pode vir",
                "quem sabe",
                "posso confirmar que funciona",
                "posso entrar mas não escrever",
                "dá para ver que não",
                "tem um aplicativo",
                "é possível",
                "alguém ganhou ontem",
                "não sei",
                "o servidor voltou",
                "obrigado, era isso",
                "gosto muito do jogo",
                "se der eu vou",
                "o que eu quero é dormir",
                "o que é pior",
                "o que preciso é dormir",
                "como acho que não vou",
                "como sempre",
                "como pode ser que perdemos",
                "como posso fico em casa",
                "como faço aniversário hoje vou sair",
                "como é que é",
                "como é bom estar aqui",
                "como é que pode isso gente",
                "como que não",
                "como a gente pode ver deu ruim",
                "como se faz lá em casa",
                "onde há fumaça há fogo",
                "onde já se viu",
                "quando é assim eu desisto",
                "quando é que isso vai parar",
                "quando vai ser bom a gente avisa",
                "quando sai sai",
                "quanto é bom jogar com vocês",
                "quanto tempo sem te ver",
                "quanto custa ser educado",
                "quanto mais eu jogo mais perco",
                "qual é gente",
                "o que é bom dura pouco",
                "o que posso fazer é rezar",
                "o que importa é jogar",
                "que horas são essas",
                "a que ponto chegamos",
                "por que não",
                "por que não te calas",
                "por que eu amo vocês",
                "porque não consigo dormir",
                "quem é vivo sempre aparece",
                "quem pode pode",
                "quem sabe faz ao vivo",
                "alguém tem que fazer",
                "alguém já ganhou o sorteio ontem",
                "alguém sabe de tudo sempre",
                "tem como não amar",
                "tem alguma coisa errada aqui",
                "tem uma nova versão",
                "tem um jeito de falar engraçado",
                "dá pra ver que você treinou",
                "dá para entender por que perdeu",
                "da pra rir muito",
                "dá pra jogar hoje sim",
                "é possível que chova",
                "é preciso ter paciência",
                "é possível fazer isso sim",
                "posso jogar hoje à noite",
                "posso ajudar se quiser",
                "posso mandar o link depois",
                "posso ver um jogo em casa hoje",
                "preciso de um café",
                "queria saber cantar",
                "quero saber de nada",
                "vocês podem me agradecer depois",
                "vocês sabem como eu sou",
                "vocês têm razão",
                "me diz uma coisa",
                "sabe como é né",
                "me explica isso depois",
            ],
        );
    }
}
