//! French. `est-ce que` and a pronoun behind its verb ask, and so do the interrogative words before a verb; `quand je
//! suis` and `ou on peut` tell.

use super::Tongue;

pub(super) const FRENCH: Tongue = Tongue {
    lists: &[
        (
            "verbe",
            "est sont etait sera seront peut peux puis pouvez dois doit faut va vont fait font faire a ont coute \
             coutent sert marche fonctionne trouve trouver commence ouvre ferme sort arrive dure finit signifie veut \
             existe aura auront devient passe demarre termine est-il",
        ),
        (
            "infinitif",
            "changer activer desactiver installer utiliser supprimer creer configurer modifier recuperer annuler \
             acceder trouver payer jouer telecharger ajouter inviter contacter signaler demarrer lancer passer \
             rejoindre obtenir avoir faire savoir sortir ouvrir mettre connecter sinscrire minscrire sabonner \
             mabonner participer quitter resilier reinitialiser retrouver verifier desinstaller envoyer partager \
             entrer acheter commander",
        ),
        ("mot", "comment si sil ou quand pourquoi quel quelle quels quelles combien ce qui est a quoi"),
    ],
    questions: "
        est ce qu* _ _
        est ce que/quil/quon _
        quest ce qu* _ _
        quest ce qui _
        quoi/comment/ou/quand/pourquoi/combien/qui/que/quel/quelle/depuis est ce qu* _
        comment je/tu/vous _ _ - dire
        comment ca marche/fonctionne
        comment ca se passe/fait/regle
        comment on !the/this/that/these/those/it/my/your/our/his/her/a/an/what/how/here/below/any/each/every/dit _
        comment est/sont/fait/puis/peut/faire/savoir/fonctionne/marche/sappelle/obtenir/avoir _ - dire
        comment @infinitif _
        comment se/me/te/my/en @infinitif
        où @verbe _
        où je/on/vous/tu peux/peut/trouve/pouvez/dois/doit/se _
        ou est/sont/puis/peut/trouver/se le/la/les/mon/ma/mes/je/on/il/elle/trouve/trouvent _
        ou est/sont/puis/peut/trouver/se le/la/les/mon/ma/mes/je/on/trouve/trouvent =
        quand sort/sortira/commence la/une mise/prochaine/nouvelle _ ,
        quand est/sont/sera/seront/sort/sortira/commence/ouvre/ferme le/la/les/il/elle/prevu/prevue =
        quand arrive/arrivera/aura/finit le/la/les/il/elle/lieu =
        quand est ce qu* _
        pourquoi le/la/les/mon/ma/mes/il/elle/ce/cette/ca _ _ ,
        pourquoi je/on ne/peux/peut/dois/doit/narrive/me/se _ ,
        pourquoi est/sont _ _ ,
        combien coute/coutent/ca/faut/est/sont/y/il/dure/vaut _
        combien de/d !fois _ _
        quel/quelle/quels/quelles est/sont/etait/sera/seront _ _
        a quelle heure _
        a quel endroit/moment/prix/age _
        dans/sur/sous quel/quelle/quels/quelles _ _ _
        a/de/avec/pour qui @verbe _
        a quoi @verbe _
        qui peut/sait/connait/a/est/aurait/pourrait _ _ _ ,
        que dois/doit je/on _
        que signifie/faire/faut/dois/doit/veut _
        que @verbe je/on/il _
        y a t il _
        y a moyen de/d* _
        existe t il/elle _
        faut il _ _
        suffit il _ _
        peut on *er/*ir/*re/avoir/aussi/se _ - rever dire
        puis/dois je *er/*ir/*re/avoir/me/encore/aussi _ - dire rappeler
        ai je droit/besoin/le _
        suis je oblige/obligee _
        doit on _
        peux/sais/connais/as tu _ _
        pouvez/savez/pourriez/avez/connaissez vous _ _
        est il/elle possible/obligatoire/gratuit/gratuite/normal/prevu _
        sont ils/elles _ _
        a t on _ _
        quelquun sait/saurait @mot _
        quelquun connait/aurait un/une/des/le/la _
        quelquun a deja/une _ _
        quelquun peut/pourrait me/mexpliquer/mindiquer/maider/nous _ _
        je voudrais/aimerais/veux/souhaite/souhaiterais/cherche savoir/comprendre @mot
        je voudrais/aimerais bien savoir/comprendre @mot
        je cherche a savoir/comprendre @mot
        jaimerais savoir/comprendre @mot
        jaimerais bien savoir/comprendre @mot
        je me demande/demandais @mot
        dites/dis/expliquez/explique moi comment/ou/pourquoi/quand/si _
        ",
    troubles: "
        je narrive pas a/à _
        jarrive pas a/à _
        je narrive plus a/à _
        je ne sais pas comment/ou/pourquoi _
        je sais pas comment/ou/pourquoi _
        je ne trouve pas/plus _ _
        je trouve pas/plus _ _
        je ne peux pas/plus *er/*ir/me _
        je ne comprends pas comment/pourquoi _
        impossible de me/*er/*ir _
        jai besoin daide pour _
        jai un probleme avec _
        ",
    courtesy: "bonjour bonsoir salut coucou hello a tous toutes tout le monde ca va comment allez vous tu merci \
               beaucoup davance bien et la les amis gens quelquun peut pourrait maider mepauler aider svp stp sil te \
               plait est ce que qui ici il y une petite question jai besoin daide de quoi neuf bonne journee soiree \
               vraiment",
    lead_ins: "bonjour à tous|bonjour a tous|bonjour tout le monde|bonjour|bonsoir à tous|bonsoir a tous|bonsoir|\
               salut à tous|salut a tous|salut tout le monde|salut|coucou|une petite question|petite question|\
               une question|ma question est|question|s'il vous plaît|s'il vous plait|svp|stp|au fait|sinon|du coup",
    connectives: "et mais alors donc puis enfin",
};

#[cfg(test)]
mod tests {
    use crate::matching::posts::tongues::tests::check;

    #[test]
    fn questions_are_told_from_statements() {
        check(
            &[
                "est-ce que je peux changer mon pseudo",
                "est ce qu'il y a une appli",
                "comment je change mon mot de passe",
                "comment changer mon mot de passe",
                "comment faire pour rejoindre le serveur",
                "comment on fait pour s'inscrire",
                "où est la facture",
                "ou est ma facture",
                "où puis-je trouver ma facture",
                "quand sort la mise à jour",
                "pourquoi le serveur ne démarre plus",
                "combien coûte l'abonnement",
                "quel est le prix",
                "quelle est la date de la rencontre",
                "à quelle heure ouvre le magasin",
                "qu'est-ce que ça veut dire",
                "y a-t-il une application android",
                "peut-on payer par carte",
                "puis-je supprimer mon compte",
                "faut-il un compte pour jouer",
                "quelqu'un sait comment activer le mode sombre",
                "je voudrais savoir comment me connecter",
                "j'aimerais savoir si c'est gratuit",
                "je me demande si ça marche sur mac",
                "pouvez-vous m'expliquer la différence",
                "comment installer un mod",
                "qui peut me dire où ça se trouve",
                "comment je fais pour changer de pseudo",
                "comment est-ce que je change de pseudo",
                "comment on change de pseudo",
                "comment faire une copie",
                "comment puis-je payer",
                "comment se connecter",
                "où est-ce que je trouve ma facture",
                "ou trouver la facture",
                "ou est-ce que je peux poster",
                "où se trouve le salon",
                "quand est-ce que ça commence",
                "quand commence le tournoi",
                "pourquoi je ne peux pas écrire",
                "pourquoi mon compte est bloqué",
                "combien ça coûte",
                "combien coute l abonnement",
                "quel est le prix de l'abonnement",
                "quels sont les horaires",
                "à quelle heure commence la réunion",
                "qui peut m'ajouter au groupe",
                "est ce qu'on peut annuler",
                "est-ce que c'est gratuit",
                "peut-on venir avec un chien",
                "y a-t-il un parking",
                "y a t il une version mac",
                "faut-il s'inscrire avant",
                "quelqu'un sait comment on fait",
                "quelqu'un peut m'expliquer comment ça marche",
                "puis-je inviter un ami",
                "que dois-je apporter",
            ],
            &[
                "quand je suis connecté tout marche",
                "quand le serveur démarre je joue",
                "comme je disais, c'est gratuit",
                "comment dire",
                "ou alors demain",
                "ou on peut aussi attendre",
                "pourquoi pas",
                "quelle belle journée",
                "quel dommage",
                "qui vivra verra",
                "si je peux je viens",
                "je peux venir demain",
                "il y a une appli",
                "c'est bien ce que je pensais",
                "que du bonheur",
                "le serveur est de retour",
                "merci, ça marche",
                "on peut le faire demain",
                "combien de fois je l'ai dit",
                "suis-je bête",
                "j'aime bien le nouveau jeu",
                "je sais comment faire",
                "quel beau temps",
                "que tu le veuilles ou non",
                "où que tu ailles",
                "est-ce bien raisonnable",
                "comment ça c'est cassé",
                "comment te dire",
                "comment il m'a regardé",
                "comment c'est beau",
                "comment on dit chez nous c'est cadeau",
                "où on va on n'a pas besoin de routes",
                "ou peut-être demain",
                "ou sinon on joue samedi",
                "quand c'est fini c'est fini",
                "quand même",
                "quand on est fatigué on dort",
                "quand on veut on peut",
                "pourquoi faire simple",
                "pourquoi tant de haine",
                "pourquoi j'ai arrêté de jouer",
                "pourquoi pas samedi",
                "combien de fois faut le dire",
                "combien de fois j'ai perdu hier",
                "quel match hier soir",
                "quelle soirée",
                "quelle que soit la raison",
                "qui l'eût cru",
                "qui veut peut",
                "qui vient samedi vient",
                "qui sait peut-être",
                "qui m'aime me suive",
                "que de bons souvenirs",
                "que c'est beau",
                "que veux-tu c'est la vie",
                "peut-être bien",
                "peut-on rêver",
                "puis je suis parti",
                "puis on a mangé",
                "puis-je dire bravo",
                "dois-je rappeler que c'est interdit",
                "suis-je le seul à aimer ça",
                "est il temps de dormir",
                "a quoi bon",
                "a qui le dis tu",
                "y a de quoi faire",
                "y a moyen qu'il pleuve",
                "il y a une nouvelle version",
                "faut que j'y aille",
                "faut pas exagérer",
                "quelqu'un a cassé la fenêtre",
                "quelqu'un sait toujours mieux",
                "quelqu'un a gagné hier",
                "je me demande bien",
                "je voudrais dormir",
                "je voudrais savoir dessiner",
                "j'aimerais savoir chanter",
                "je veux savoir nager",
                "dis moi tout",
                "si tu veux on joue",
            ],
        );
    }
}
