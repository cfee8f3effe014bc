//! A post in, and an answer to each of its questions out.

use std::sync::Arc;

use crate::embedding::UnitVector;
use crate::matching::calibration::Target;
use crate::matching::judgement::Verdict;
use crate::matching::posts;
use crate::service::Answer;
use crate::service::AskError;
use crate::service::Catalog;
use crate::service::FaqService;

/// What a post comes back as.
#[derive(Clone, Debug)]
pub struct PostAnswer {
    /// The post as it was written.
    pub post: String,
    /// One for each question, in the order asked; at least one.
    pub answers: Vec<Arc<Answer>>,
    /// Questions that were not looked at, as there were more than [`posts::MAX_QUESTIONS`].
    pub passed_over: usize,
}

/// An entry's answer and the questions of a post that it answers.
#[derive(Clone, Debug)]
pub struct Sure<'a> {
    /// The first of the answers with this entry.
    pub answer: &'a Arc<Answer>,
    /// The questions, as asked.
    pub questions: Vec<&'a str>,
}

impl PostAnswer {
    /// The answer, where the post has one question: to be shown like any other.
    #[must_use]
    pub fn single(&self) -> Option<&Arc<Answer>> {
        match self.answers.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    /// What stands for the whole post where there is room for one: the first that is answered, otherwise the first
    /// choice, otherwise the first.
    ///
    /// # Panics
    /// Where there is no answer at all, which [`FaqService::ask_post`] never makes.
    #[must_use]
    pub fn best(&self) -> &Arc<Answer> {
        let of = |verdict: Verdict| self.answers.iter().find(|answer| answer.judgement.verdict == verdict);
        of(Verdict::Answer).or_else(|| of(Verdict::Choose)).unwrap_or(&self.answers[0])
    }

    /// What is answered, in the order asked, each entry once.
    #[must_use]
    pub fn sure(&self) -> Vec<Sure<'_>> {
        let mut sure: Vec<Sure<'_>> = Vec::new();
        for answer in &self.answers {
            let Some(entry) = answer.entry() else { continue };
            match sure.iter_mut().find(|other| other.answer.entry().is_some_and(|shown| shown.id == entry.id)) {
                Some(other) => other.questions.push(&answer.question),
                None => sure.push(Sure { answer, questions: vec![&answer.question] }),
            }
        }
        sure
    }

    /// What is not answered, in the order asked.
    pub fn open(&self) -> impl Iterator<Item = &Arc<Answer>> {
        self.answers.iter().filter(|answer| answer.entry().is_none())
    }
}

impl FaqService {
    /// The answers to the questions of `post`, each with its `top` closest candidates. A post of one sentence is asked
    /// as [`FaqService::ask`] does it.
    ///
    /// # Errors
    /// [`AskError`]; the service goes on serving after any of them.
    pub async fn ask_post(&self, post: &str, top: usize) -> Result<PostAnswer, AskError> {
        self.ask_post_within(post, top, self.target()).await
    }

    /// As [`FaqService::ask_post`], so that `target` of the answers are right, where a place has its own.
    ///
    /// # Errors
    /// [`AskError`]; the service goes on serving after any of them.
    pub async fn ask_post_within(&self, post: &str, top: usize, target: Target) -> Result<PostAnswer, AskError> {
        let (answer, ..) = self.ask_post_of(post, top, target).await?;
        Ok(answer)
    }

    /// The same, with the vector of each question and the reading of the knowledge that they were asked of.
    pub(super) async fn ask_post_of(
        &self,
        post: &str,
        top: usize,
        target: Target,
    ) -> Result<(PostAnswer, Vec<Option<UnitVector>>, Arc<Catalog>), AskError> {
        // One reading for all questions, whatever is reloaded meanwhile.
        let catalog = self.catalog();
        let read = posts::read(catalog.index(), post);
        let mut answers = Vec::with_capacity(read.asked.len());
        let mut vectors = Vec::with_capacity(read.asked.len());
        for asked in read.asked {
            let (mut answer, vector) = self.ask_of(&catalog, &asked.text, top, target).await?;
            answer.question = asked.question;
            answers.push(Arc::new(answer));
            vectors.push(vector);
        }
        Ok((PostAnswer { post: post.to_owned(), answers, passed_over: read.passed_over }, vectors, catalog))
    }
}

#[cfg(test)]
mod tests {
    use crate::service::stand_in::Trial;

    const FAQ: &str = "\
When does the club meet?
On which day do you meet?
On Thursday.
What does it cost to join?
Ten euros.
";

    #[tokio::test]
    async fn answers_stand_together_and_what_is_open_apart() {
        let trial = Trial::knowing(FAQ).await;
        let post = "Hi! When does the club meet? Who sank the ship? I wonder. What does it cost to join? \
                    On which day do you meet? Bye";
        let answer = trial.service.ask_post(post, 5).await.unwrap();
        let sure: Vec<(&str, Vec<&str>)> = answer
            .sure()
            .into_iter()
            .map(|sure| (sure.answer.entry().unwrap().answer.as_str(), sure.questions))
            .collect();
        assert_eq!(
            sure,
            [
                ("On Thursday.", vec!["When does the club meet?", "On which day do you meet?"]),
                ("Ten euros.", vec!["What does it cost to join?"]),
            ]
        );
        let open: Vec<&str> = answer.open().map(|open| open.question.as_str()).collect();
        assert_eq!(open, ["Who sank the ship?"]);
        assert_eq!(answer.best().question, "When does the club meet?");
        assert!(answer.single().is_none());
    }

    #[tokio::test]
    async fn a_post_with_one_question_comes_back_as_that_question_does() {
        let trial = Trial::knowing(FAQ).await;
        for (post, question) in [
            ("what does it cost", "what does it cost"),
            (" when does the CLUB meet ", " when does the CLUB meet "),
            (
                "Hello all. I like games. What does it cost to join the club? Thanks!",
                "What does it cost to join the club?",
            ),
            ("no question. none at all.", "no question. none at all."),
            ("", ""),
        ] {
            let of_post = trial.service.ask_post(post, 5).await.unwrap();
            let single = of_post.single().unwrap();
            let asked = trial.service.ask(question, 5).await.unwrap();
            assert_eq!((&single.question, &single.judgement), (&asked.question, &asked.judgement));
            assert_eq!((&of_post.post, single.unaskable), (&post.to_owned(), asked.unaskable));
        }
    }

    #[tokio::test]
    async fn a_long_post_is_not_refused_but_each_long_question_is() {
        let trial = Trial::knowing(FAQ).await;
        let story = "We sat in the garden and told each other of old times. ".repeat(60);
        let answer = trial.service.ask_post(&format!("{story} When does the club meet?"), 5).await.unwrap();
        assert_eq!(answer.best().entry().unwrap().answer, "On Thursday.");
        let question = format!("Is {} open?", "the very large house ".repeat(120));
        let answer = trial.service.ask_post(&format!("{question} When does the club meet?"), 5).await.unwrap();
        assert_eq!((answer.sure().len(), answer.open().count()), (1, 1));
        assert!(answer.open().all(|open| open.unaskable.is_some()));
    }
}
