//! Portuguese, of Brazil and of Portugal. Many interrogative words are written like others (`como`, `quando`): a verb
//! behind them has to say that it is a question, and not `como eu disse` or `quando eu chegar`.

use super::Tongue;

pub(super) const PORTUGUESE: Tongue = Tongue {
    lists: &[
        (
            "faz",
            "faço faco posso podemos consigo devo mudo troco altero ativo desativo instalo baixo crio apago excluo recupero \
             compro pago entro acesso configuro uso adiciono convido vinculo encontro jogo fazemos ligo cancelo",
        ),
        ("sujeito", "eu a gente nos voce voces vc"),
        ("duvida", "como se onde quando por porque porquê qual quais quem quanto quantos o que a"),
        ("meu", "meu minha meus minhas o a os as um uma mais varios varias outro outra"),
    ],
    questions: "
        como @faz _ ,
        como eu @faz _ ,
        como que eu/a/se/faz/faço/faco _
        como a gente faz/consegue/pode/muda _
        como é/e que _ _
        como se faz/muda/troca/instala/usa/joga/cria/configura/ativa/chama =
        como fazer/mudar/trocar/alterar/ativar/instalar/baixar/criar/recuperar/entrar/cancelar/configurar/acessar/usar/jogar para/pra/o/a/os/as/meu/minha/um/uma/na/no/em =
        como funciona/funcionam o/a/os/as/isso/esse/essa =
        onde está/estao/estão/fica/ficam/posso/encontro/acho/vejo/consigo/baixo/compro/esta _ =
        onde eu encontro/acho/vejo/consigo/posso/baixo/compro _ =
        onde é/e que _ _
        cadê/cade o/a/os/as/meu/minha _
        quando sai/abre/abrem/fecha/comeca/começa/termina/é/sera/será/chega/lança/lanca o/a/os/as =
        quando é/e que _ _
        quando vai ser/sair/abrir/lancar/comecar _
        quanto custa/custam/tempo/é/vale/dura/demora/falta/fica _
        quantos/quantas _ posso/pode/podem/sao/são/preciso/tem/cabem/dias _ =
        qual/quais é/e/são/sao/foi/seria/seriam o/a/os/as/meu/minha/esse/essa _
        qual o/a preço/preco/valor/diferença/diferenca/horario/horário/prazo/data/link/nome/versao/versão/melhor/limite _
        o que é/e um/uma/o/a/isso/esse/essa/este/esta _ ,
        o que significa/acontece _ ,
        o que faço/faco/devo/preciso/posso _ - é e ,
        o que é/e que _ _
        que horas abre/fecha/comeca/começa/e/é/termina _
        a que horas _
        em que dia/horario/horário/data/lugar _
        por que/quê não/nao/o/a/meu/minha/eu/isso/os/as _ ,
        porque não/nao consigo/posso/funciona/abre _ =
        quem pode/sabe/consegue/é/conhece _ _ _ ,
        alguém/alguem sabe/conhece/tem/pode/poderia/conseguiu/consegue/ja/já _ _
        alguem/alguém aqui sabe/conhece/tem/usa _ _
        tem como *ar/*er/*ir/eu _
        tem alguma/algum forma/jeito/maneira/app/aplicativo/limite/desconto/_ _
        tem um/uma jeito/forma/maneira de _
        existe/ha/há algum/alguma _
        dá/da para/pra *ar/*er/*ir _ - nao não
        é/e possível/possivel/preciso/necessario/necessário/obrigatorio/obrigatório *ar/*er/*ir _ - mas nao não
        posso *ar/*er/*ir @meu _ - mas nao não e
        preciso pagar/ter/ser/de/fazer/criar _ para/pra _ =
        preciso de um/uma _ para/pra _ =
        voces/vocês/você/voce sabem/sabe/podem/pode me/como/se/onde/quando/dizer _ _
        podem/pode/poderia/poderiam me dizer/explicar/informar @duvida
        me diz/digam/explica/expliquem como/onde/se/quando _
        gostaria/queria/quero/preciso saber @duvida
        gostaria/queria/preciso de saber @duvida
        eu gostaria/queria/quero saber @duvida
        eu gostaria/queria de saber @duvida
        voces/vocês/vcs tem/têm/aceitam/entregam _ _ - razao razão que
        sera/será que _ _
        sabem/sabe dizer/se/como/onde/quando _ _
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
    courtesy: "oi olá ola eai pessoal galera gente bom boa dia tarde noite tudo bem certo beleza com voces vocês a todos \
               todas obrigado obrigada valeu muito desde ja já alguém alguem pode poderia me ajudar ajuda por favor tem \
               aqui ai uma duvida dúvida pergunta tenho serio sério como vai vão e ",
    lead_ins: "olá a todos|ola a todos|olá pessoal|ola pessoal|olá|ola|oi pessoal|oi gente|oi galera|oi|bom dia|\
               boa tarde|boa noite|pessoal|galera|uma pergunta|outra pergunta|minha pergunta é|pergunta|uma dúvida|\
               uma duvida|tenho uma dúvida|tenho uma duvida|dúvida|duvida|por favor|aliás|além disso|desculpa|desculpem",
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
            ],
        );
    }
}
