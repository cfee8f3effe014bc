//! Spanish. Interrogative words have an accent that others lack (`cómo`, `como`); who types none asks only where a verb
//! follows that says so: `como puedo …`, and not `como dije`, nor `cuando llegue`.

use super::Tongue;

pub(super) const SPANISH: Tongue = Tongue {
    lists: &[
        (
            "verbo",
            "es son esta estan puedo puede pueden podemos hago hace hacemos debo debe tengo tiene encuentro \
             encuentra consigo cambio activo desactivo instalo descargo creo borro elimino recupero compro pago \
             entro accedo configuro uso agrego invito vinculo se hay funciona cuesta abre cierra empieza termina \
             sale sirve significa queda ver conseguir encontrar cambiar hacer puedes podria",
        ),
        (
            "duda",
            "como cómo si donde dónde cuando cuándo por que qué cual cuál quien quién cuanto cuánto cuanta cuánta a",
        ),
        ("mi", "mi mis el la los las un una mas varios varias otro otra"),
        (
            "hago",
            "activo desactivo instalo descargo cambio recupero configuro accedo agrego invito vinculo elimino borro entro",
        ),
        (
            "tramite",
            "cambiar cancelar usar pagar pedir borrar eliminar recuperar modificar descargar activar devolver jugar",
        ),
        ("cortes", "decirme decir explicarme explicar ayudarme indicarme pasarme compartir"),
    ],
    questions: "
        cómo @verbo
        cómo *ar/*er/*ir _
        cómo *o mi/mis/el/la/los/las/un/una/al/de _
        cómo me/nos registro/conecto/uno/unimos/inscribo/suscribo/apunto/doy
        dónde @verbo
        dónde/adónde se/me/debo/esta/estan/veo _
        cuándo _ _
        quién/quiénes @verbo _
        quién/quiénes sabe/puede/conoce/tiene/ha _
        cuál/cuáles es/son/fue/seria _
        cuánto cuesta/cuestan/vale/valen/hay/es/sale/pagan/debo/dura/duran/tarda/tardan/falta
        cuántos/cuántas _ hay/puedo/puede/pueden/son/tiene/tengo/se
        cuánto tiempo dura/tarda/lleva/falta _
        qué hay en/de/que/para _
        qué es/son/significa/hago/debo/necesito/pasa/puedo/tengo/tipo/version/diferencia _
        por qué !no _ _
        por qué no @verbo _
        a qué hora _
        en/de/con/para/desde qué _ @verbo
        como puedo/podemos/debo *ar/*er/*ir/*rme/*rlo/*rla ,
        como hago/hacemos para/con/si _ ,
        como @hago mi/mis/el/la/los/las/un/una/al/a/de/en _ ,
        como se hace/puede/cambia/activa/instala/usa/juega/llama/configura/crea/descarga/consigue =
        donde esta/estan/puedo/encuentro/encuentra/consigo/veo/descargo/compro/queda _ =
        donde se encuentra/puede/descarga/compra/hace/ve =
        cuando abre/abren/cierra/cierran/sale/empieza/termina/es/sera/llega/estara el/la/los/las =
        por que no puedo/puede/funciona/me/se/sale/abre/aparece _ ,
        por que el/la/mi/los _ no/esta _ ,
        que es un/una/el/la/los/las/esto/eso _ ,
        que significa/hago _ - yo ,
        que necesito/debo/tengo para/que/hacer/tener _ ,
        cual/cuales es/son el/la/los/las/mi _
        cuanto cuesta/vale/cuestan/dura/tarda/sale _
        cuanto tiempo dura/tarda/lleva/falta =
        a que hora abre/cierra/empieza/es/termina
        quien sabe/puede/conoce como/donde/ayudarme/cuando/cual/decirme _
        alguien sabe @duda _
        alguien sabe/conoce algo/de/un/una/algun/alguna/el/la _ _
        alguien tiene un/una/idea/experiencia/problemas/algun/alguna _
        alguien puede/podria @cortes _
        alguien me puede/podria @cortes _
        alguien que sepa _
        alguna idea/forma/manera de _ _
        algun idea/modo/truco de/para _ _
        hay alguna/algun/alguno forma/manera/modo/app/version/descuento/limite/_ _
        hay una/un forma/manera/modo de _
        puedo *ar/*er/*ir mi/mis _ - pero no y
        puedo @tramite @mi _ - pero no y
        se puede/pueden @tramite @mi _ =
        se puede @tramite con/sin/en/por _ =
        es posible/necesario/obligatorio @tramite _ - pero
        necesito tener/ser/pagar/una/un _ para _ _ =
        puedes/puede/podeis/podrian/podrias @cortes @duda _
        me puedes/puede/pueden/podrias/podrian @cortes @duda _
        me gustaria/encantaria saber @duda
        quisiera/queria/quiero/necesito saber @duda
        yo quisiera/queria saber @duda
        me pregunto/preguntaba @duda
        sabes/saben/sabeis si/donde/dónde/cuando/cuándo/cuanto/cuánto/cual/cuál/cómo _ _
        tienen/teneis alguna/algun/app/descuento/version _
        queria preguntar @duda
        ",
    troubles: "
        no puedo *ar/*er/*ir/*arme/*irme/*erme _
        no se como/cómo/donde/dónde/por *ar/*er/*ir/se/puedo/que/qué
        no sé como/cómo/donde/dónde/por _
        no consigo *ar/*er/*ir/que _
        no encuentro el/la/los/las/mi/mis/donde/dónde _
        no me deja *ar/*er/*ir _
        no logro *ar/*er/*ir _
        no entiendo como/cómo/por _ _
        necesito ayuda con/para _
        tengo un problema con _
        ",
    courtesy: "hola buenas buenos dias tardes noches a todos todas que tal como cómo estan estás estas están qué tal \
               gracias muchas mil de antemano alguien me puede podria ayudar ayudarme ayuda por favor porfa hay aqui \
               una duda pregunta tengo saludos gente amigos chicos bien y todo en serio un saludo pueden",
    lead_ins: "hola a todos|hola a todas|hola gente|hola|buenas a todos|buenas tardes|buenas noches|buenas|\
               buenos días|buenos dias|una pregunta|otra pregunta|mi pregunta es|pregunta|una duda|tengo una duda|\
               duda|por favor|porfa|por cierto|además|disculpen|perdón|perdon",
    connectives: "y pero o pues entonces bueno oye oigan",
};

#[cfg(test)]
mod tests {
    use crate::matching::posts::tongues::tests::check;

    #[test]
    fn questions_are_told_from_statements() {
        check(
            &[
                "¿cómo cambio mi contraseña",
                "hola ¿alguien sabe cómo entrar",
                "cómo cambio mi contraseña",
                "como cambio mi contraseña",
                "como puedo cambiar mi contrasena",
                "como se hace una copia",
                "dónde está mi factura",
                "donde esta mi factura",
                "donde puedo encontrar mi factura",
                "cuándo sale la próxima actualización",
                "cuando sale la actualizacion",
                "cuánto cuesta la suscripción",
                "cuanto cuesta al año",
                "qué necesito para jugar",
                "por qué no funciona el servidor",
                "por que no puedo entrar",
                "cuál es el precio",
                "a qué hora abre la tienda",
                "a que hora abre la tienda",
                "alguien sabe como activar el modo oscuro",
                "hay alguna app para android",
                "puedo cambiar mi nombre más tarde",
                "se puede cambiar el nombre",
                "me gustaría saber si es gratis",
                "quisiera saber cuando abren",
                "sabes si hay una version para mac",
                "que es un servidor",
                "que necesito para entrar",
                "quién puede invitar a otros",
                "como cambio mi nombre",
                "cómo puedo cambiar mi nombre",
                "como puedo recuperar mi cuenta",
                "como hago para entrar",
                "como se cambia el idioma",
                "cómo funciona el sorteo",
                "donde puedo ver mis facturas",
                "donde encuentro las reglas",
                "dónde me registro",
                "cuando empieza el torneo",
                "cuándo es la próxima reunión",
                "cuanto cuesta la suscripcion",
                "cuánto tarda el envío",
                "qué hago si pierdo mi clave",
                "que hago si pierdo mi clave",
                "qué significa ese rol",
                "por que no puedo escribir",
                "por qué no me deja entrar",
                "cual es el precio",
                "cuáles son las reglas",
                "a que hora empieza",
                "en qué canal puedo publicar",
                "quién puede ayudarme con mi cuenta",
                "alguien sabe como se activa",
                "alguien sabe donde esta el enlace",
                "alguien me puede decir como entrar",
                "hay alguna forma de cancelar",
                "puedo cancelar mi suscripción cuando quiera",
                "se puede pagar con tarjeta",
                "es posible cambiar de plan",
                "me gustaria saber como cancelar",
                "queria preguntar si hay descuento",
                "tienen alguna app para movil",
            ],
            &[
                "como dije, es gratis",
                "como siempre todo bien",
                "como no puedo entrar me voy",
                "cuando llegue a casa lo miro",
                "cuando puedo juego",
                "cuando sale el sol, salgo a correr",
                "donde vivo no hay internet",
                "que bueno verte",
                "qué bueno",
                "qué lástima",
                "que te vaya bien",
                "porque no quiero",
                "por si acaso",
                "quien quiera puede venir",
                "quién sabe",
                "puedo confirmar que funciona",
                "puedo entrar pero no escribir",
                "si puedo voy",
                "es posible",
                "hay una app",
                "alguien ganó ayer",
                "no sé",
                "el servidor ya funciona",
                "gracias, eso era",
                "me gusta mucho",
                "cómo mola",
                "cuánto tiempo sin verte",
                "se puede",
                "que es gratis",
                "que necesito ayuda",
                "cuánto lo siento",
                "cómo me alegro de verte",
                "como siempre",
                "como puede ser que pierdan",
                "como puedo juego los domingos",
                "como hago todos los días voy al gimnasio",
                "como se dice en mi pueblo más vale tarde",
                "como si nada",
                "como es lógico",
                "como debe ser",
                "como sea",
                "cómo te pasas",
                "cómo no",
                "cómo llueve hoy madre mía",
                "cómo pasa el tiempo",
                "dónde vamos a parar",
                "donde hay humo hay fuego",
                "donde sea me da igual",
                "donde esté el vino que se quite el agua",
                "cuando hay fiesta voy",
                "cuando sale sale",
                "cuando es lunes estoy cansado",
                "cuando abre la boca se equivoca",
                "cuándo aprenderán",
                "cuando puedas me avisas",
                "quién lo diría",
                "quién pudiera viajar",
                "quien sabe igual llueve",
                "cuánto sufrimiento en un partido",
                "cuánta razón tienes",
                "cuanto antes mejor",
                "cuanto más juego menos gano",
                "qué hay chicos",
                "qué tal estáis",
                "qué buen partido",
                "por qué no te callas",
                "por que si",
                "por que me da la gana",
                "que es broma",
                "que es muy tarde ya",
                "que necesito vacaciones ya",
                "que hago yo aquí",
                "que alguien me mate",
                "a qué santo viene eso",
                "a que hora salimos mañana lo vemos",
                "alguien ha ganado el sorteo ya está",
                "alguien sabe más que tú siempre",
                "alguien tiene que hacerlo",
                "alguien puede venir o no da igual",
                "alguna manera habrá de ganar",
                "hay alguna posibilidad de lluvia mañana",
                "hay una nueva versión",
                "puedo ayudarte si quieres",
                "puedo jugar esta noche",
                "puedo decir que me gusta",
                "puedo ver el partido en casa",
                "se puede mejorar la verdad",
                "se puede decir que sí",
                "es posible que llueva",
                "es posible ganar mañana",
                "es gratis la entrada",
                "necesito una cerveza",
                "me gustaría saber bailar",
                "quiero saber más de eso",
                "me pregunto lo mismo",
                "sabes que tienes razón",
                "tienen razón",
                "tienen un gran equipo este año",
            ],
        );
    }
}
