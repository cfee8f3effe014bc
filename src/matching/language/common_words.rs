//! Words that people cannot do without, by language: in a question of four words two or three are of these.
//!
//! Lower case, without accents and with `ss` for `ß`, since people type both ways. A word may stand in several lists:
//! one that English has too speaks for neither.

/// A language and its commonest words.
pub(super) struct Language {
    /// In English.
    pub(super) name: &'static str,
    pub(super) words: &'static str,
}

/// English as people type it, with what is said in any help channel, but for what other languages say too: `server`,
/// `password`, `update`.
pub(super) const ENGLISH: &str = "\
a able about above across add after again against alarm alive all allow allowed almost already also although always \
am an and another answer answers any anybody anyone anything anyway are aren't around as ask at away back bad be \
because been before being below best better between big bit bored both bought break bring bro broken but buy by call \
called came can can't cancel cannot cant card change channel cheap check child close closed closes closing cold come \
comes contact copy correct cost costs could could've couldn't cuz day days dead dear delete delivery did didn't \
didnt die do does doesn't doesnt doing don't done dont down drink dude during each early easy eat eight either else \
enough equals even evening event ever every everybody everyone everything expensive explain explained fail failed \
fails false far fast few find first five fix food for forgot forgotten found four free friday friend friends from \
funny get gets getting gimme give go goes going gone gonna good got gotta guys had half happen happened happens \
happy hard has hasn't hate have haven't having he hear hello help her here hey hi high him his home hot hour hours \
house how how's however hundred i i'd i'll i'm i've idk if im in info inside instead into is isn't it it's its ive \
job join joke just keep key kids kind know last late later learn least left less let let's life light like list \
listen little live log long look lose lost lot love low made make man many may maybe me mean meaning means meet \
member members men mine minute minutes missing monday money month months more morning most movie much music must my \
name names near need neither never new next nice night nine no nobody none not nothing now number numbers of off \
office often ok okay old on once one only open opening opens or order ordered other our out outside over own paid \
pay payment people person play playing please pls plus plz price put question quick quite r rather read reading \
really recipe refund remove return right role room run sad said same saturday say says second see seems sell send \
set seven several she ship shipping shop should show shows since six size slow small so sold some somebody someone \
something sometimes somewhere song soon sorry speak still store strange stuck stuff subscription such sunday support \
sure take talk teach tell ten than thank thanks that that's the their them then there there's therefore these they \
they're thing things think third this those though three through thursday thx ticket tickets till time times to \
today together told tomorrow tonight too train tried true try trying tuesday turn two u unable under until up ur us \
use used using usually version very via wait wanna want wants war warranty was wasn't watch watching way we we're \
weather wednesday week weeks weird well went were weren't what what's whatever when when's whenever where where's \
wherever whether which while who who's whole whom whose why why's will wish with within without woman women won't \
wont word words work working works world would wouldn't write writing written wrong wtf y ya yall yeah year yes yet \
you you'd you'll you're young your yours zero";

/// Words of other languages that stand in names that English uses (`Rio de Janeiro`, `van Gogh`, `L'Oréal`), so that
/// they say little.
pub(super) const IN_NAMES: &str = "\
al d' da das de del dell' den der des di do dos du e el em en et l' la las le les los ma o os san su un van von y";

/// In the order of preference where the words of two serve equally well.
pub(super) const LANGUAGES: &[Language] = &[
    Language {
        name: "German",
        words: "\
aber alle als also am an andere anderen auch auf aus bei beim bekomme bekommen bin bis bitte brauche brauchen da dafuer \
dafur damit danke dann darf das dass dein dem den denn der des deswegen dich die diese diesen dieser dieses dir doch \
du durch ein eine einem einen einer eines er es etwas euch eure finde finden fuer fur geben geht gehen gibt gibts habe \
haben habt hallo hast hat hatte hier hilfe ich ihm ihn ihr ihre im immer in ist ja jahr jede jeden jetzt kann kannst \
kein keine keinen koennen koennte konnen konnt konnte kostet leider machen macht man mehr mein meine meinem meinen \
meiner mich mir mit moechte mochte moglich muss mussen muessen nach naechste nachste nachsten nein nicht nichts noch \
nur ob oder ohne schon sehr sein seine seit sich sie sind so soll sollte tun uber ueber um und uns unser unter viel \
viele vom von vor wann war warum was weil welche welchen welcher welches wenn wer werde werden wie wieder wieso wieviel \
will wir wird wo wofuer woher wohin wurde wuerde zu zum zur zwischen",
    },
    Language {
        name: "French",
        words: "\
ai aller alors apres arrive as au aussi autre aux avant avec avez avoir avons bien bonjour bonsoir c' ca ce cela ces \
c'est cet cette chez combien comme comment d' dans de depuis des dois donc du elle elles en encore es est et etait ete \
etes etre eu faire fais fait faut ici il ils j' je jusqu' l' la le les leur lui m' ma mais marche me meme mes moi \
moins mon n' ne non nos notre nous on ont ou par parce pas peu peut peux plus pour pourquoi pouvez prochain prochaine \
puis qu' quand que quel quelle quelles quels quelqu' qui quoi s' sa salut sans se sera ses si sinon son sont sous suis \
sur svp t' ta tes toi ton toujours tous tout toute toutes trouve trouver tres tu un une vers veux vos votre voudrais \
vous vrai y",
    },
    Language {
        name: "Spanish",
        words: "\
ahora al algo alguien algun alguna algunos ano antes aqui asi aun aunque ayuda bien buenas buenos cada como con cosa \
cual cuales cuando cuanta cuantas cuanto cuantos cuesta de debo del desde despues dia donde el ella ellos en entre era \
eres es esa ese eso esta estan estar estas este esto estos estoy funciona gracias ha hace hacer hago hasta hay haya \
hola la las le les lo los mas me mi mis mucho muy nada necesito ni ningun no nos nosotros nuestro nunca o otra otro \
para pero poder podria por porque porfa puede pueden puedes puedo pues que quien quiero sale se sea ser si sido siempre \
sin sobre solo son soy su sus tambien te tengo tener ti tiene tienen tienes toda todas todo todos tu un una uno unos \
usted ver voy ya yo",
    },
    Language {
        name: "Portuguese",
        words: "\
agora ainda algo alguem algum alguma ano antes ao aonde aos aqui as assim ate cade cada com como consigo consegue da dar \
das de depois desde deve do dos e ela ele eles em entre era essa esse esta estao estar este estou eu existe faco faz \
fazer foi funciona gente ha isso isto ja la mais mas me melhor mesmo meu meus minha minhas muito na nada nao nas nem \
nenhum no nos nossa nosso nunca o obrigado oi ola onde os ou para pela pelo pode podem poder por porque posso pra \
preciso pro proxima proximo qual quais quando quanto quantos que quem quero sai sao se seja sem sempre ser seu sim so \
sobre sou sua tambem tem tenho ter toda todo todos tudo um uma vai vc vcs voce voces vou",
    },
    Language {
        name: "Italian",
        words: "\
abbiamo adesso agli ai al alla alle all' allo altro anche ancora anno avere bene buongiorno c' c'e cambiare che chi ci \
ciao come con cosa cos' cosi d' da dal dalla deve devo dei del dell' della delle di dopo dov' dove e ed esce essere est \
faccio fare fa fatto fino funziona gia gli grazie ha hai hanno ho i il in invece io l' la le lei li lo loro lui ma mai \
mi mia mie miei mio molto ne nei nel nell' nella nessun niente noi non nostro nulla o ogni oppure ora per perche pero \
piu poi posso possibile potete potrei prima prossimo puo puoi qual quale quali qualcosa qualcuno quando quanta quanti \
quanto quella quello quest' questa queste questi questo qui riesco se sei sempre senza si sia siamo sono sopra sta sto \
su sua sul sull' suo suoi te ti trova trovo tu tua tuo tutta tutte tutti tutto un una uno vi voglio voi vorrei",
    },
    Language {
        name: "Dutch",
        words: "\
aan al alle alleen als altijd andere ben bent bij daar dan dat de deze die dit doe doen door dus een eens elke en er \
gaan gaat geen gekregen geweest goed graag haar had hallo heb hebben hebt heeft heel hem hen het hier hoe hoeveel hoi \
hun iemand iets ik in is ja jaar je jij jou jouw jullie kan komt kost kun kunnen kunt lukt maar maken mag me meer met \
mij mijn moet moeten na naar niet niets niks nodig nog nooit nu of om omdat ons onze ook op over te tegen terug toch \
tot u uit uw van vanaf veel verder via vind vinden volgende voor waar waarom wanneer wat we weer wel welke werkt wie \
wij wil worden wordt zal ze zich zij zijn zo zonder zou",
    },
    Language {
        name: "Polish",
        words: "\
albo ale bardzo bez bo by byc byl byla bylo chce chcialbym ciagle co cos czasu czego czemu czesc czy dla dlaczego do dzis \
dziala gdy gdzie hej i ich ile inny ja jak jaka jaki jakie jakis jako je jego jej jest jestem jeszcze jezeli jesli juz \
kazdy kiedy kilka konto kosztuje kto ktora ktore ktory ma mam maja mi mnie moge moj moja moje mozna moze mozecie mu \
musze na nas nasz nastepna nastepny nic nie nigdy nim niz o ona one oni ono od on oraz po pod poniewaz potrzebuje prosze \
przed przez przy raz rok sa sie skad swoj swoja swoje ta tak tam te tego tej ten teraz to tu tutaj twoj tylko tym u w \
was wiec wiecej wszystko wy z za zawsze ze zeby znajde znalezc",
    },
    Language {
        name: "Turkish",
        words: "\
acaba adam ama artik bana bazi belki ben beni benim bi bir biraz biri biz bize bizim bu bunu buna burada cok da daha \
dan de degil diye en evet fazla gelmedi gibi gore guncelleme hala hangi hani hata hem hep her hesap hesabim hesabimi \
hic icin ile ilgili istiyorum kac kadar kendi ki kim kimse lazim lutfen merhaba mi mu mumkun musunuz misiniz nasil \
nasıl ne neden nedir neler nerde nerede nereden nereye niye o olan olarak oldu olmuyor olur oluyor ona once onlar onu \
oyle sadece selam sen siz sonra su tum uzere var ve veya ya yada yapabilirim yapmam yapilir yardim yeni yeniden yok \
yoksa zaman calismiyor bulabilirim",
    },
    Language {
        name: "Swedish",
        words: "\
alla allt an andra annan att av bara blev bli blir bort da dar de del dem den denna det detta dig din dina du eftersom \
efter eller en er ett fa far fatt finns for fran funkar fungerar ga gar genom gor gora ha hade han har hej hitta hittar \
hjalp hon hos hur i icke ifall igen in inga ingen inget innan inte ja jag kan kanske kommer kostar kunna lagga langre \
mig min mina mitt mot mycket ni nagon nagot nagra nar nasta nej ni nu nya och ocksa om oss pa per sa samma sedan ser sig \
sin sina ska skall skulle snalla som sitt tack till tror under upp ut utan vad var vara varfor varje varit vart vem vi \
vid vilka vilken vilket vill viktigt aven ar",
    },
    Language {
        name: "Danish",
        words: "\
af alle alt andet andre at blev bliver blive da de dem den denne der deres det dette dig din dine du efter eller en end \
er et faar fa far fik findes finder for fordi fra fungerer fa fatt gor gore gar ham han har hej hende her hjaelp hun hvad \
hvem hver hvilken hvilke hvilket hvis hvor hvordan hvorfor hvornar i igen ikke ind ingen ja jeg kan kom kommer koster \
kunne lave man mange med meget men mener mere mig min mine mit mod naeste naar nar ned nej noget nogen nogle nu og ogsa \
om op os over pa sa se selv sig sin skal skulle som tak til ud uden under var ved vi vil vores vaere virker aar",
    },
    Language {
        name: "Norwegian",
        words: "\
alle alt andre at av ble blir bli da de deg dem den denne der dere det dette din dine du eller en enn er et etter fa far \
fikk finnes finner for fordi fra fungerer gjor gjore gar ga ha hadde han har hei her hjelp hun hva hvem hver hvilken \
hvilke hvilket hvis hvor hvordan hvorfor i igjen ikke ingen inn innen ja jeg kan kommer koster kunne lage man mange med \
meg meget men mer min mine mitt mot mye na nar ned nei neste noe noen nytt og ogsa om opp oss over pa sa se seg selv sin \
skal skulle som takk til ut uten under vaere var vare ved vi vil virker vart",
    },
    Language {
        name: "Finnish",
        words: "\
aina ei eika ehka eivat ennen en enaa entä enta hei en he han hyva ilman ja jo joka jos jossa jotain juuri kai kaikki \
kanssa kautta keneltä kenelta kerran kiitos koska koskaan kuin kuinka kuka kun kuten kylla liian lisaa luulen ma me \
meidan meilla mika mikä miksi mikali milla milloin millainen minulla minulle minun minut mina missa mista mita miten \
mihin moi moikka monta muita mun mulla mukaan muu mutta myos niin niita no nyt oikein ole olen olet oletko olla olisi \
oli on onko ollut on onks ovat pitaa pitaako paljon paljonko paasta saa saada saako saan saanko saanut se sen sielta \
siella siita silti sina sinun sita suomeksi taalla tai tama tassa te teidan teilla terve toimi toimii tulee tuo uusi \
vaan vai vain vaikka vielä viela voi voiko voin voinko voit voisi voisiko yli ovatko",
    },
    Language {
        name: "Czech",
        words: "\
ahoj aby ale ani ano asi az bez bud bude budou by byl byla bylo byt chci co dalsi dekuji do dobry dokud hodne i ja jak \
jaka jake jaky jako je jeho jejich jen jenom jeste jestli ji jsem jsi jsme jsou jste k kam kazdy kde kdo kdy kdyz ke \
kolik kolika kvuli ma mam mame mate me mi mit mohl mohu moje moji moc mozna moznost mozne muj musi musim muze muzu na \
nad nam nas nebo neco nefunguje nejaka nejake nejaky nejde nejsem neni neni nekde nekdo nez nic nikdy o od on ona oni \
po pod podle pokud porad potrebuju prave pred pres pri pro proc proto protoze rok s sam se si stoji svoje svuj svoji ta \
tady tak taky tam te ted ten tento to toho tom tomu u uz v vam vas vase ve vic vsechno vubec vy z za zase ze zda \
prosim svou",
    },
    Language {
        name: "Romanian",
        words: "\
acest acesta aceasta acum ai aici al ale am apare ar are as asa asta ati atunci au aveti avea ba bine buna ca cand care \
cat cata cate cati ce cel cele cineva cine conectez cu cum da daca dar de deci deja despre din doar doresc dupa e ea ei \
el ele este esti eu face fac facem fara fi fie fost gasesc iar ii il imi in inainte inca intre intr isi iti la le lor \
lui mai mare mea mei mele mereu merge mersi meu mi mie mult multe multumesc n ne nevoie nici niciun nimic noastra noi \
nostru nou nu o ori orice pana pe pentru poate pot poti prin putea putem sa salut sau se si spre sunt sunteti suntem ta \
tau te trebuie tu tot toate toti un una unde unei unui va vad voi vor vreau vreo vrea",
    },
    Language {
        name: "Indonesian",
        words: "\
ada adalah agar aja aku akan anda apa apakah atau bagaimana bagaimanakah banget banyak baru belum berapa berikutnya \
biar bikin bisa boleh bukan cara caranya coba cuma dan dapat dari dengan di dia dimana dong dulu gak ga gimana gua gue \
hai halo hanya harus harga hari ini itu iya jadi jangan jika juga kalau kalo kamu kami kan kapan karena kata ke kenapa \
kita ko kok lagi lalu lebih lewat maaf mana masih mau melalui melihat membuat mengapa mengganti mereka mohon nih nya \
oleh pada paling pakai para perlu punya saat saja sama sampai sangat saya sebelum sedang sekarang selalu semua sendiri \
seperti setelah siapa sudah supaya tapi tahun tahu tentang terima tersebut tetapi tidak tak tolong udah untuk utk yang \
yg",
    },
    Language {
        name: "Vietnamese",
        words: "\
ai anh bac ban bang bao bi biet boi cac cach cai can chi cho chu chua chung chuyen co con cua cung da dang dau day den \
deu di do duoc duong em gi giup hay hoac hoi khac khi khong ko la lai lam luc mat minh mot moi muon nao nay nen neu nguoi \
nhan nhieu nhu nhung no nua o oi phai qua ra rang rat roi sao sau se tai tao tat the them theo thi thoi tim toi tren trong \
truoc tu va vay ve vi viec voi vua xem xin xoa",
    },
    Language {
        name: "Hindi",
        words: "\
aap aapka aapke aapki aata aayega ab abhi accha acha agar agla aisa apna apne apni aur baar baare bahut bata batao bhai \
bhi bolo chahiye chal diya do dosto ek gaya hai hain hi ho hoga hogi hota hoti hu hua hui hum hume hun is iska iske iski \
isme itna ja jaise jata jab jo ka kab kabhi kaha kahan kaise kal kam kar karna karne karo karta karte karu kar ke keliye \
khareed ki kis kisi kisko kitna kitne kitni kiya ko koi kon kaun krna kuch kya kyo kyon kyu kyun lagega lagta le lekin \
liye mai main matlab me mein mera mere meri milega mila milta mujhe na nahi nahin nai ne naya par pata paisa pe phir rah \
raha rahe rahi rha rhi sab sabhi sakta sakte sakti saal se sirf tak tarah tha thi to toh tum tumhara uska usko usme wala \
wale wali woh ya yaar yah yaha yahan ye yeh",
    },
    Language {
        name: "Hungarian",
        words: "\
a aki akkor alatt amely ami amikor az azert azok azt azzal be belul bocsanat csak de e egy egyik el elotte elott en \
engem es ez ezek ezt fel fele felett fiok fiokom fogok gyorsan ha hanyszor hany hat hogy hogyan hol hova honnan ide igen \
illetve is itt jol jon kell kellene kerul keresztul ki kinek kicsit kik kivel koszi koszonom kovetkezo le lehet lehetne \
lenne lesz ma mar maradt meg megint mely melyik mennyi mennyibe mert mi miatt miert mig mikor milyen mind minden mint \
mit mivel mostanaban most mukodik nagyon nalam nalatok nekem nelkul nem nincs nincsen o ott pedig persze rajta sajnos \
se segitsen segitseg sem sok sokat sziasztok szia szeretnek szoval tal talal talalom talan te teged tehat tobb tud tudok \
tudom tudja ugy ujra utan vagy vagyok valaki valami van vannak volt volna",
    },
    Language {
        name: "Tagalog",
        words: "\
ako aking akin ang ano anong apat ay ayaw ba bago bakit bawat bayad dahil dapat din dito doon gagawin gawin gumagana gusto \
hanggang hindi hindi ho ibang ikaw ilan ilang isa isang ito iyan iyong iyon kahit kailan kailangan kami kanila kanya kapag \
kasi kay kaya kayo kong ko kung kuya lahat lang lamang mag maging magkano makita mas may mayroon mga mo muna na naman \
namin nang nasa natin ng nga ngayon ni nila ninyo nito niya nyo o opo pa paano paki pala para pero po pong puwede pwede \
rin sa saan salamat sana sila sino siya susunod tayo tao tapos wala walang yung",
    },
    Language {
        name: "Croatian",
        words: "\
ako ali biti bih bi bilo bio bez bok cak ce cijena da dali dakle do dobar dobiti dok dolazi dosta drugi ga gdje hocu hvala \
i ih ikad ili im ima imam imate iz ja jako je jedan jedna jednu jer jel jesam jesi jeste jos ju kad kada kako kakav kamo \
kao koja koje koji kojem kojoj koju kolika koliko kosta kod korisnicki li ljudi malo me mene mi mislim mogu moze \
mozemo mozete moj moja moje moram mora na nad nakon nama nam nas nase ne necu nego neka nekako neki neko nema nemam netko \
ni nije nisam nisu nista nikad novo o od odakle on ona onda oni ono opet osim ovaj ova ovo ovdje po pod poslije postoji \
pri prije pronaci radi sad sada sam sama samo se si smo ste sto su sutra sva sve svi svoj svoju ta tada taj tako tamo te \
ti to treba trebam tu tvoj u uz uvijek va vam vas vase vec vi vise vrlo za zasto zbog zelim",
    },
];
