//! French. `est-ce que` and a pronoun behind its verb ask, and so do the interrogative words before a verb; `quand je
//! suis` and `ou on peut` tell.

use super::Tongue;

pub(super) const FRENCH: Tongue = Tongue {
    lists: &[
        (
            "verbe",
            "est sont etait sera seront peut peux puis pouvez dois doit faut va vont fait font faire a ont coute coutent \
             sert marche fonctionne trouve trouver commence ouvre ferme sort arrive dure finit signifie veut existe aura \
             auront devient passe demarre termine est-il",
        ),
        (
            "infinitif",
            "changer activer desactiver installer utiliser supprimer creer configurer modifier recuperer annuler acceder \
             trouver payer jouer telecharger ajouter inviter contacter signaler demarrer lancer passer rejoindre obtenir \
             avoir faire savoir sortir ouvrir mettre connecter sinscrire minscrire sabonner mabonner participer \
             quitter resilier reinitialiser retrouver verifier desinstaller envoyer partager entrer acheter commander",
        ),
        ("sujet", "je on tu vous nous il elle ils elles jai jy ca cela le la les mon ma mes"),
        (
            "mot",
            "comment si sil ou quand pourquoi quel quelle quels quelles combien ce qui est a quoi",
        ),
    ],
    questions: "
        est ce qu* _ _
        est ce que/quil/quon _
        quest ce qu* _ _
        quest ce qui _
        quoi/comment/ou/quand/pourquoi/combien/qui/que/quel/quelle/depuis est ce qu* _
        comment @sujet !the/this/that/these/it _ - dire
        comment on !the/this/that/these/those/it/my/your/our/his/her/a/an/what/how/here/below/any/each/every _
        comment est/sont/fait/puis/peut/faire/ca/savoir/fonctionne/marche/sappelle/obtenir/avoir _ - dire
        comment @infinitif _
        comment se/me/te/my/en @infinitif _
        où @verbe _
        où @sujet _ _
        ou est/sont/puis/peut/trouver/se le/la/les/mon/ma/mes/je/on/il/elle/trouve/trouvent _
        ou est/sont/puis/peut/trouver/se le/la/les/mon/ma/mes/je/on/trouve/trouvent =
        quand est/sont/sera/seront/sort/sortira/commence/ouvre/ferme/arrive/arrivera/aura/finit le/la/les/il/elle/lieu/prevu/prevue =
        quand est ce qu* _
        pourquoi !pas/faire _ _ ,
        combien coute/coutent/ca/faut/est/sont/y/il/dure/vaut _
        combien de/d !fois _ _
        quel/quelle/quels/quelles est/sont/etait/sera/seront _ _
        a quelle heure _
        a quel endroit/moment/prix/age _
        dans/sur/sous quel/quelle/quels/quelles _ _ _
        a/de/avec/pour qui @verbe _
        a quoi @verbe _
        qui peut/sait/connait/a/est/aurait/pourrait _ _ _ ,
        que signifie/faire/faut/dois/doit/veut _
        que @verbe je/on/il _
        y a t il _
        y a moyen de/d* _
        existe t il/elle _
        faut il _ _
        suffit il _ _
        peut on _
        puis/dois je _
        ai je droit/besoin/le _
        suis je oblige/obligee _
        doit on _
        peux/sais/connais/as tu _ _
        pouvez/savez/pourriez/avez/connaissez vous _ _
        est il/elle possible/obligatoire/gratuit/gratuite/normal/prevu _
        sont ils/elles _ _
        a t on _ _
        quelquun sait/connait/saurait/aurait _ _
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
    courtesy: "bonjour bonsoir salut coucou hello a tous toutes tout le monde ca va comment allez vous tu merci beaucoup \
               davance bien et la les amis gens quelquun peut pourrait maider mepauler aider svp stp sil te plait est ce \
               que qui ici il y une petite question jai besoin daide de quoi neuf bonne journee soiree vraiment",
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
            ],
        );
    }
}
