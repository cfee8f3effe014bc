# All that people read in Discord, in English, in Fluent's format (https://projectfluent.org/fluent/guide/). The files
# beside this one have the same keys and use the same variables.
#
# How a key begins says where its text stands, and so how long it may be (Discord's limits, in UTF-16 units). A variable
# counts as five characters there; what people wrote is cut where it is put in.
#
#   command-<path>                   name of a slash command or subcommand: 32, lower case, no spaces
#   command-<path>-description       100
#   option-<path>-<option>           name of an option: as that of a command
#   option-<path>-<option>-description  100
#   choice-<path>-<option>-<choice>  what can be chosen for an option, its English name in kebab case: 100
#   menu-<name>                      entry in the menu of a message, its English name in kebab case: 32
#   button-…                         80
#   form-title-…                     title of a form: 45
#   label-…                          label of a field in a form: 45
#   placeholder-…                    grey text in a field or a menu: 100
#   item-…                           label or description of something that a menu offers: 100
#   title-…                          heading of a frame: 256
#   field-…                          heading of a section in a frame: 256
#
# Everything else is a sentence without a limit of its own: at most 2,000 go into a message. Commands are named by
# reference, `/{ command-ask }`, since they have other names in other languages. English command names and
# descriptions are those in the code; a test compares.

## Commands

command-ask = ask
command-ask-description = Ask a question; you get the stored answer.
option-ask-question = question
option-ask-question-description = Your question, in your own words
option-ask-private = private
option-ask-private-description = Show the answer to you alone
command-faq = faq
command-faq-description = Look around in the stored questions and answers.
command-faq-search = search
command-faq-search-description = Find entries by words or meaning.
option-faq-search-words = words
option-faq-search-words-description = What to look for
command-faq-list = list
command-faq-list-description = List all entries, or those of one topic.
option-faq-list-topic = topic
option-faq-list-topic-description = Only this topic
command-faq-show = show
command-faq-show-description = Show an entry, to you alone.
option-faq-show-entry = entry
option-faq-show-entry-description = Type a few words and pick one
command-faq-send = send
command-faq-send-description = Post an entry here, as an answer for somebody.
option-faq-send-entry = entry
option-faq-send-entry-description = Type a few words and pick one
option-faq-send-member = member
option-faq-send-member-description = Whom it is for; they are named, not pinged
command-why = why
command-why-description = Why your last question was answered as it was.
command-privacy = privacy
command-privacy-description = What I keep on you: see it, take it along, delete it.
command-privacy-show = show
command-privacy-show-description = See what I keep on you here.
command-privacy-export = export
command-privacy-export-description = Get all that I keep on you here, as a file.
command-privacy-delete = delete
command-privacy-delete-description = Delete all that I keep on you here.
command-privacy-set = set
command-privacy-set-description = Decide what I may keep and tell you.
option-privacy-set-recorded = recorded
option-privacy-set-recorded-description = Whether your questions may be kept
option-privacy-set-told = told
option-privacy-set-told-description = Whether I tell you when a question of yours gets its answer
command-trial = trial
command-trial-description = What would have been answered where I only listen, and whether to let me speak.
option-trial-days = days
option-trial-days-description = How many days back; 30 if you leave it out
menu-answer-from-faq = Answer from FAQ

## Answers

# The variable stands at the end: what is before it is taken off to get the question back.
asked = Asked: { $question }
sure = sure, { $percent }
fairly-sure = fairly sure, { $percent }
unsure = unsure, { $percent }
doubtful = doubtful, { $percent }
matched = matched “{ $phrasing }”
chosen = you chose this
entry-id = id: { $id }
past-review = This was to be checked again by { $day }.
source = Source: { $source }
button-source = Source
field-other-words = Also asked as
# At most 90 characters.
rest-in-file = *That is only the beginning: the whole answer is in the attached file.*
all-in-file = *The answer does not fit here: it is in the attached file.*
not-shown-here = I may not show that answer in this channel. Ask with `/{ command-ask }` to see it.
sent-by = Sent by { $by }
sent-for = For { $whom }, sent by { $by }
about-message = About [this message]({ $link }) by { $author }
button-delete = Delete

# How mistyped words were read. The pairs are joined by commas, the last one by `and`.
read-pair = “{ $typed }” as “{ $read }”
and = { $before } and { $last }
read-as = I read { $pairs }.

## Questions back

which-of-same = Several answers are stored for that question. Which one do you mean?
which-of-these = I am not sure which of these you mean:
did-you-mean = I am not sure. Did you mean this?
twin-of-this = I have no answer to exactly that. Did you mean this?
button-none-of-these = None of these
button-not-this = No, something else

## No answer

no-entries = I don't know anything yet: there are no entries to answer from.
unknown = I don't know that.

    Try one whole question, with the name of the thing it is about. { all-listed }
# The questions are a list, one a line.
unknown-but-near = I don't know that. The nearest I have:
    { $questions }

    If you mean that, ask it in those words. { all-listed }
all-listed = `/{ command-faq } { command-faq-list }` shows all that I can answer.
none-of-these = Then I don't know it, sorry. Try one whole question in other words; `/{ command-faq } { command-faq-list }` shows all that I can answer.
question-empty = That question is empty. Type it in words.
question-too-long = That question has { $length } characters, and I read { $most } at most. Ask it in a sentence or two.
question-without-words = I need words: there is not one letter or digit in that question.
question-in-other-script = I cannot read { $script } script: the model in use reads English. Please ask in English.
question-in-other-language = I can read English questions only; this looks like { $language }. Please ask in English.

## Several questions at once

open-besides-answers = Open, since I don't know them or am not sure:
open-alone = I am sure of no answer to these:
perhaps = perhaps: { $questions }
perhaps-as-read = perhaps: { $questions }; { $read }
no-room = The answers to these have no room here; ask them alone:
passed-over = I left out { $more ->
        [one] { $more } further question
       *[other] { $more } further questions
    }; ask again with fewer at a time.

## Lists

title-all-questions = Questions I can answer
title-found = Closest to: { $query }
no-topic = Other
more-found = … and { $more } more in the menu below
nothing-found = I found nothing close to: { $query }
    Try other words; `/{ command-faq } { command-faq-list }` shows all that I can answer.
no-question-in-topic = There is no question in the topic { $topic }.
page = Page { $page } of { $pages }
placeholder-show-one = Show an answer
placeholder-topic = Choose a topic
placeholder-topic-of-first = Choose a topic (the first { $shown } of { $all })
item-all-topics = All topics
item-entries = { $count ->
        [one] { $count } entry
       *[other] { $count } entries
    }
button-previous = Previous
button-next = Next

## Why a question was answered as it was

why-no-question = I remember no question of yours here. Ask one, then ask why; after a restart I have forgotten the last.
why-asked = You asked: { $question }
why-answered = **I answered:** { $reason }
why-asked-back = **I asked back:** { $reason }
why-not-answered = **I did not answer:** { $reason }
why-another-entry = another entry
why-columns = cosine: how close in meaning · words: part of yours that it has
why-more-columns = score: both together · share: how far ahead of the others
why-elapsed = decided in { $elapsed }

reason-exact = the question is a stored phrasing, but for case, spacing and punctuation
reason-confident = the best confidence, { $best }, reaches the bar of { $bar }
reason-topic = the question names nothing but the topic, so its overview is the answer
reason-same-phrasing = several entries have this very phrasing
reason-narrow-lead = the best two are close to each other, so none reaches the bar of { $bar }
reason-unsure = the best confidence, { $best }, stays below the bar of { $bar }
reason-nothing-close = the best confidence is { $best }; { $bar } are needed to answer, and { $choose } for the best few together to offer them
reason-no-knowledge = there are no entries
reason-near-twin = it would be the answer to a question that differs in { $kind ->
        [negation] a denial
        [antonym] opposites
        [number] a number
        [version] a version
        [unit] a unit
        [name] a name
       *[word] a word
    }: { $sides }
sides-asked-alone = "{ $asked }", which the other lacks
sides-stored-alone = "{ $stored }", which only the other has
sides-both = "{ $asked }" here, "{ $stored }" there

# What the confidence is made of: the first, then those that count, with commas between them.
made-of-usual = confidence: { $usual } is usual here
made-of-closeness = its closeness makes it { $now }
made-of-words = the words in common { $now }
made-of-reading = reading both together { $now }
made-of-lead = the lead over the others { $now }

# What would make another verdict.
fix-wrong-add-phrasing = if that is wrong: add the question, word for word, to the entry that is right, perhaps { $entry }
fix-add-phrasing = to have it answered: add the question, word for word, to the phrasings of { $entry }
fix-wrong-new-entry = if that is wrong: write an entry with this question as its phrasing
fix-new-entry = to have it answered: write an entry with this question as its phrasing
fix-keep-in-one = to have it answered: leave that phrasing in one of them and take it out of the others
fix-take-out = if that is wrong: take that phrasing out of { $entry }
fix-or-lower-target = { $fix }; or ask for fewer right answers, { $share } of all

## Notices

busy = I have too many questions at once. Please ask again in a few seconds.
went-wrong = Something went wrong on my side, and it has been noted as { $id }. Please try again.
not-served = I have no answers for this server. Whoever runs me has to name it in my settings.
no-knowledge = I have no questions and answers for this server yet. Whoever runs me can give me some.
not-direct = I don't answer direct messages. Please ask me in a server.
not-here = I am switched off in this channel. Please ask me in another one.
wait = That was a lot of questions. Please wait { $seconds ->
        [one] a second
       *[other] { $seconds } seconds
    } and ask again.
just-given = I gave that answer here a moment ago: it stands above.
just-given-at = I gave that answer here a moment ago: { $link }
channel-busy = I have answered a lot in this channel just now. Please try again in { $seconds ->
        [one] a second
       *[other] { $seconds } seconds
    }.
just-given-so-alone = I gave that answer here a moment ago, so this is for you alone.
channel-busy-so-alone = I have answered a lot in this channel just now, so this is for you alone.
entry-gone = That answer is no longer there. Please ask in your own words.
old-button = That button is from an earlier time and no longer works. Please ask again.
not-yours = That button belongs to whoever asked. Ask with `/{ command-ask }` to get your own.
not-yours-to-delete = Only whoever asked, or a moderator, can delete that.
could-not-delete = I could not delete that. A moderator can.
no-such-entry = I have no such entry. Start typing and pick one from the list.
help = Mention me with a question, or use `/{ command-ask }`. `/{ command-faq } { command-faq-list }` shows what I know.
cannot-see = I can't see what others write. Open that message's menu, Apps, and choose **{ menu-answer-from-faq }**; or mention me with the question itself.
no-text = There is no text in that message for me to answer.

## What people think of an answer

button-helpful = Helpful
button-not-helpful = Not helpful
button-related = Related
button-wrong-entry = Wrong answer
button-outdated = Outdated
button-unclear = Unclear
feedback-thanks = Thank you, that is noted.
feedback-why-not = Thank you, that is noted. What is wrong with it?
feedback-which-one = Which of the answers did not help?
feedback-related = Close to your question as well:
feedback-noted-wrong = Thank you. Moderators can see now that this does not answer the question.
feedback-noted-flaw = Thank you. Moderators can see now that this answer has to be looked at again.
feedback-not-kept = That question is not kept, or no longer, so there is nothing that I could note with it.

## Where there is no answer

button-tell-me = Tell me when there is an answer
button-ask-human = Ask a human
feedback-will-tell = I will tell you when somebody has answered that.
feedback-answered-already = Somebody has answered that meanwhile:
feedback-set-aside = The moderators have put that question aside, so there will be no answer from me.
# For all to see; the role and the member are mentions.
human-called = { $role }: { $member } has a question that I cannot answer.
human-called-for = { $role }: { $member } has a question that I cannot answer:
    > { $question }
human-done = I have called somebody: { $link }
human-wait = Somebody was called a moment ago. Please wait { $minutes ->
        [one] a minute
       *[other] { $minutes } minutes
    } before you call again.
human-nobody = There is nobody here whom I could call.
human-not-here = I may not write in this channel, so I could call nobody.

## Being told of an answer later

notice-of-own = Your question “{ $question }” has an answer now:
notice-of-followed = A question that you wanted to know the answer to has one now:
button-stop-telling = Stop telling me such things
feedback-stopped = I will tell you nothing more of that kind. `/{ command-privacy } { command-privacy-set }` changes it back.

## What is kept on somebody

privacy-none = I keep nothing here: I run without a memory.
privacy-held = I keep this on you here:
privacy-held-still = I still keep this on you here:
privacy-nothing = I keep nothing on you here.
privacy-questions = { $count ->
        [one] { $count } question
       *[other] { $count } questions
    }
privacy-votes = { $count ->
        [one] { $count } vote
       *[other] { $count } votes
    }
privacy-missed = { $count ->
        [one] { $count } question that I could not answer
       *[other] { $count } questions that I could not answer
    }
privacy-follows = { $count ->
        [one] { $count } question whose answer you want to be told
       *[other] { $count } questions whose answers you want to be told
    }
privacy-suggested = { $count ->
        [one] { $count } suggestion that your votes support
       *[other] { $count } suggestions that your votes support
    }
privacy-notices = { $count ->
        [one] { $count } message that waits for you
       *[other] { $count } messages that wait for you
    }
privacy-changes = { $count ->
        [one] { $count } change to the knowledge with your name
       *[other] { $count } changes to the knowledge with your name
    }
privacy-latest = Your latest questions:
privacy-recorded = Your questions are kept.
privacy-not-recorded = Your questions are not kept.
privacy-recorded-nowhere = This server records no questions now, so yours are not kept either.
privacy-not-learning = Votes propose no changes in this server now.
privacy-told = I tell you when a question of yours gets its answer.
privacy-told-of-kept = I tell you when a question of yours that is still kept gets its answer.
privacy-not-told = I do not tell you when a question of yours gets its answer.
privacy-how = `/{ command-privacy } { command-privacy-export }` gives you all of it, `/{ command-privacy } { command-privacy-delete }` deletes it, `/{ command-privacy } { command-privacy-set }` decides what comes. All of it is about this place alone: each server is apart, and so are direct messages.
privacy-file = All that I keep on you here.
privacy-sure = This deletes all that I keep on you here, and cannot be taken back. What moderators made of it stays, without your name. What you said no to, being kept or being told, stays so.
button-forget = Delete everything
privacy-forgotten = Deleted. I keep nothing on you here any more.
privacy-forgotten-but = Deleted. Of you I keep only what you said no to, so that it stays so.
privacy-forgotten-nothing = There was nothing to delete.
privacy-no-stays = That stays so; if it is to go as well, say yes again with `/{ command-privacy } { command-privacy-set }` and delete once more.

## Curating: commands

command-teach = teach
command-teach-description = Write a question and its answer; nothing is served before you have seen what it changes.
option-teach-question = question
option-teach-question-description = The question, if you have it already
option-teach-topic = topic
option-teach-topic-description = The topic that it belongs to
command-edit = edit
command-edit-description = Change the questions or the answer of an entry.
option-edit-entry = entry
option-edit-entry-description = Type a few words and pick one
command-retire = retire
command-retire-description = Take an entry out of service, or put a retired one back.
option-retire-entry = entry
option-retire-entry-description = The entry that is to answer no longer
option-retire-restore = restore
option-retire-restore-description = The retired entry that is to answer again
command-history = history
command-history-description = See who changed what, and take changes back.
option-history-entry = entry
option-history-entry-description = Only changes of this entry
menu-teach-from-this = Teach from this

## Curating: the form

form-title-teach = A new entry
form-title-edit = Change an entry
form-title-draft = Change the draft
label-question = Question
label-more-questions = Other ways of asking, one a line
label-answer = Answer (Markdown)
label-topic = Topic
placeholder-question = How do I …?
placeholder-more-questions = The more different, the better it is found
placeholder-answer = Links and images on lines of their own become buttons and pictures
placeholder-topic-of-entry = None, or a name that you list entries by
placeholder-too-long = That text is too long for this field; write it in fewer words
does-not-fit-form = That entry is too long for a form of Discord's, which takes 4,000 characters a field, and I never cut one. Change it in its knowledge file or with `askwell edit` where I run.
written-in-file = What you wrote is in the attached file, so that it is not lost.
form-late = That took me too long for a form. Please try again.

## Curating: drafts

draft-adds = **Draft** by { $by }: a new entry
draft-changes = **Draft** by { $by }: a change to an entry
draft-retires = **Draft** by { $by }: this entry is to answer no longer
draft-restores = **Draft** by { $by }: this retired entry is to answer again
draft-not-served = Nothing of it is served before it is saved.
draft-waits = It waits for a moderator to approve it; nothing of it is served before. You can still change it or take it back.
draft-resolves = It answers missed questions (number { $number }).
draft-outdated = ⚠️ The entry was changed since this was written. Press Change, compare, and send it off again.
draft-more-questions = { $more ->
        [one] { $more } more way
       *[other] { $more } more ways
    } of asking not shown
draft-diff = What changes:
draft-gone = That draft no longer waits: somebody has decided on it.
this-draft = this draft
somebody = somebody
near-unknown = Whether something like it is there already cannot be found out at the moment.
near-same = ⚠️ That is there already, with the same answer: “{ $question }”
near-conflict = ⚠️ The same question has another answer: “{ $question }” → { $answer }
near-same-answer = Close in meaning ({ $percent }), with the same answer: “{ $question }”
near-other-answer = ⚠️ Close in meaning ({ $percent }), with another answer: “{ $question }” → { $answer }
preview-pending = *Working out what it would change …*
preview-failed = What it would change cannot be worked out at the moment.
preview = **Preview:** { $changed ->
        [0] no question comes
        [one] one question comes
       *[other] { $changed } questions come
    } back as something else, of { $stored } stored and { $asked } asked lately
preview-answers = It would answer { $count ->
        [one] one missed question
       *[other] { $count } missed questions
    }, and { $told ->
        [0] nobody is
        [one] one person is
       *[other] { $told } people are
    } then told.
preview-more = … and { $more } more
outcome-choice = a choice of { $count }
outcome-none = no answer
button-save = Save
button-save-beside = Save beside
button-change = Change
button-discard = Discard
button-undo = Undo
button-add-question = Add the question to “{ $entry }”
button-put-answer = Put this answer in “{ $entry }”

## Curating: what was done

done-saved = **Saved:** “{ $entry }” is answered like this from now on.
done-saved-beside = **Saved** beside “{ $other }”. Both entries have the question “{ $question }”, so whoever asks that is asked back which answer they mean. To have one alone answer it, take the question out of the other with `/{ command-edit }`, or take the other out of service with `/{ command-retire }`.
done-merged = **Saved:** “{ $entry }” has it now.
done-retired = **Retired:** “{ $entry }” answers no longer. It is kept, with its history.
done-restored = **Restored:** “{ $entry }” answers again.
done-discarded = **Discarded.** Nothing of it was ever served.
done-undone = **Undone:** change { $number } was taken back.
done-number = That is change { $number }.
done-as-it-was = The knowledge was like that already.
done-answers = It answers { $count ->
        [one] one missed question
       *[other] { $count } missed questions
    }.
done-told = { $count ->
        [one] One person who asked is
       *[other] { $count } people who asked are
    } told of the answer.
retire-one-of-both = Pick one entry: one to retire, or one to restore.

## Curating: history

title-history = Changes
history-empty = Nothing was changed.
history-more-items = … and { $more } more in the same change
history-entry = { $item }
history-draft = draft: { $item }
history-topic = topic: { $item }
history-setting = setting: { $item }
history-counter = no longer answered: { $item }
button-latest = Latest
button-older = Older
placeholder-undo = Take a change back
item-action-teach = taught
item-action-edit = changed
item-action-retire = retired
item-action-restore = restored
item-action-approve = approved
item-action-reject = discarded
item-action-undo = undone
item-action-set = set
item-action-import = imported
item-action-resolve = resolved
diff-topic = topic
diff-tags = tags
diff-source = source
diff-review-by = review by
diff-state = state
diff-retired = retired
diff-draft = draft
diff-first-now = { $question } (first now)

## Curating: why something was not done

refused-not-yours = That is not yours.
refused-needs-teacher = Only teachers may do that in this server. Whoever may manage messages here can, and whoever has a role that the server names for it.
refused-needs-moderator = Only moderators may do that in this server. Whoever may manage messages here can, and whoever has a role that the server names for it.
refused-needs-owner = Only whoever may manage this server can do that.
refused-roles = Roles named for it: { $roles }
refused-no-store = Nothing can be kept here: I run without a store. Whoever runs me can give me one.
refused-not-there = That is no longer there: somebody has decided on it or taken it away.
refused-id-taken = There is an entry with that id already. Change that one, or choose another id.
refused-no-setting = There is no such setting.
refused-setting-everywhere = **{ $setting }** is the same in all channels. Set it without one.
refused-setting-value = **{ $setting }** cannot have that value.
refused-setting-everybody = **{ $setting }** cannot be @everyone. Name a role that not everybody has.
refused-near = An entry that asks for nearly the same is there already.
refused-conflict = Somebody changed that meanwhile. Nothing was done; look at it again.
refused-changed-since = Change { $by } changed the same since change { $number }. Undo { $by } first, or edit it instead.
refused-undone = Change { $number } was undone already, by change { $by }. To have it again, undo { $by }.
refused-closed = Somebody has decided on missed question { $number } already. To open it again, undo that in `/{ command-history }`, or use `askwell missed reopen { $number }` where I run.
refused-already = It is like that already.
refused-later = That cannot be kept at the moment. Please try again in a minute.
refused-no-question = An entry needs a question.
refused-many-questions = An entry can have { $most } questions, and this would have { $count }.
refused-long-question = One of the questions is longer than { $most } characters. Put the details into the answer.
refused-no-such-question = The entry does not have that question.
refused-no-answer = An entry needs an answer.
refused-long-answer = The answer has { $length } characters, and { $most } are allowed. Put the rest behind a link.
refused-id = That cannot be an id: ids have 1 to 64 characters and no spaces.
refused-nothing = Nothing would change.

## Questions that are put to nobody, and silent trials

# Small letters above an answer that nobody asked for.
unasked = -# Nobody asked me, but this looks like a question that I know. If I am wrong, whoever asked can delete it.
title-trial = Silent trial: { $days ->
    [one] the last day
   *[other] the last { $days } days
}
trial-nothing = Nothing would have been answered. Where the mode is `trial`, I listen and say nothing.
trial-channel = { $channel }: { $answered } would have been answered; { $judged }.
trial-not-judged = none is judged yet
trial-judged = { $judged } judged, { $right } right, so { $low } to { $high } % of all
trial-wait = Go on listening.
trial-judge-more = Not yet: judge { $more } more.
trial-listen-on = Not yet: it takes { $more } more that are judged right. Go on listening.
trial-speak = Set the mode to `auto` here: what would have been answered is right often enough.
trial-raise = Set `right-unasked` to { $share }, and then the mode to `auto`: only what was less sure was wrong.
trial-stay-silent = Leave it off: too much of it is wrong. Improve the entries that were.
button-trial-judge = { $count ->
    [one] Judge one answer
   *[other] Judge { $count } answers
}
trial-sample = { $left } to judge. Somebody wrote: { $question }
trial-sample-right = Would this have been the right answer?
trial-entry-gone = This entry is no longer there.
button-trial-right = Right
button-trial-wrong = Wrong
button-trial-skip = Skip
button-trial-overview = Overview

## Curating: reviewing, importing, exporting, numbers

command-review = review
command-review-description = Decide on what waits, one after the other: drafts, suggestions, missed questions, old answers.
command-import = import
command-import-description = Take entries in from a file: all of it, or nothing where something is wrong.
option-import-file = file
option-import-file-description = Text, Markdown, TOML, YAML, JSON, CSV, or an export of QnA Maker or QnABot
option-import-dry-run = dry-run
option-import-dry-run-description = Only show what it would change
command-export = export
command-export-description = Get the entries of this server as a file, which can be imported again.
option-export-format = format
option-export-format-description = How it is written; JSONL if you do not say
choice-export-format-jsonl = JSONL
choice-export-format-toml = TOML
choice-export-format-yaml = YAML
choice-export-format-markdown = Markdown
choice-export-format-csv = CSV
choice-export-format-json = JSON
option-export-what = what
option-export-what-description = Everything, or only what was taught or changed here
choice-export-what-everything = Everything
choice-export-what-what-was-taught-here = What was taught here
command-stats = stats
command-stats-description = See what was asked in the last 30 days, and what came of it.
review-place = { $number } of { $of }
review-nothing = Nothing waits for anybody. ✅
review-end = That was the last one. { $count ->
        [one] One is
       *[other] { $count } are
    } left for later.
review-phrasing = { $count ->
        [one] One person's vote says
       *[other] The votes of { $count } people say
    } that “{ $question }” asks for **{ $entry }**. Approved, it becomes a way of asking for it.
review-counter = { $count ->
        [one] One person's vote says
       *[other] The votes of { $count } people say
    } that **{ $entry }** is not the answer to “{ $question }”. Approved, it is kept from that question and its like.
review-entry-gone = That entry is no longer in service.
review-unanswered = No answer was found.
review-wrong = **{ $entry }** was shown, and { $count ->
        [one] one person says
       *[other] { $count } people say
    } that it is the answer to something else.
review-none = { $count ->
        [one] One person chose
       *[other] { $count } people chose
    } none of what was offered.
review-missed = { $askers ->
        [one] One person
       *[other] { $askers } people
    } asked, { $times ->
        [one] once
       *[other] { $times } times
    }: first { $first }, last { $last }.
review-nearest = What comes closest: **{ $entry }**
review-overdue = This was to be checked again by { $day }.
review-flawed = { $count ->
        [one] One person says
       *[other] { $count } people say
    } that it did not help (outdated: { $outdated }, unclear: { $unclear }).
review-approved = **Approved:** “{ $entry }” has it now.
review-approved-counter = **Approved:** “{ $entry }” is kept from that question and its like.
review-rejected = **Rejected.** It is not proposed again.
review-dismissed = **Dismissed.** What is asked like it is not missed again.
review-joined = **Done:** “{ $entry }” answers that now.
review-still-right = **Checked:** “{ $entry }” is right as it is; you see it again in half a year.
review-undone = **Undone.** It waits again.
review-too-late = Somebody else has just decided on that one.
button-approve = Approve
button-reword = In other words
button-reject = Reject
button-answer = Write the answer
button-dismiss = Dismiss
button-still-right = Still right
button-retire = Retire
button-skip = Skip
button-go-on = Go on with the review
button-from-beginning = From the beginning
placeholder-join = Or pick an entry that answers it
form-title-reword = The question in other words
import-too-large = That file is too large: I take { $kib } KiB at most. Split it, or use `askwell import` where I run.
import-not-fetched = I could not get that file from Discord. Please try again.
import-unknown-format = I cannot tell what kind of file that is. I take .txt, .md, .toml, .yaml, .json, .jsonl, .csv and .tsv, and exports of QnA Maker (TSV, Excel) and QnABot (JSON).
import-empty = There is no entry in that file.
import-refused = **Nothing was taken in from { $file }:** { $count ->
        [one] one thing is wrong
       *[other] { $count } things are wrong
    } with it.
imported = **Taken in from { $file }:** { $new } new, { $changed } changed, { $same } as they were.
import-dry-run = **{ $file } would be taken in:** { $new } new, { $changed } changed, { $same } as they are. Nothing was changed.
import-nothing-new = { $same ->
        [0] All of { $file } is there already.
        [one] The one entry of { $file } is there already.
       *[other] All { $same } entries of { $file } are there already.
    } Nothing was changed.
import-changes = Changed: { $entries }
import-overviews = Overviews: { $topics }
import-doubles = ⚠️ Asked of another entry too: { $questions }
import-near = ⚠️ Close to a question of another entry: { $questions }
import-unseen = { $count ->
        [one] One entry was
       *[other] { $count } entries were
    } not compared with what is there: there are too many in the file.
import-problems-in-file = All remarks are in the attached file.
exported = { $count ->
        [one] One entry.
       *[other] { $count } entries.
    } `/{ command-import }` takes this file.
export-empty = There is nothing to give out.
export-too-large = The knowledge is too large for a file in Discord. `askwell export` writes it where I run.
title-stats = Questions of the last { $days } days
stats-nothing = Nothing was asked in the last { $days } days, or nothing of it is recorded here.
field-stats-asked = Asked
field-stats-answered = Answered
field-stats-chosen = Chosen
field-stats-undecided = Offered
field-stats-missed = Missed
field-stats-helpful = Helpful
stats-footer = Days are those of UTC. Chosen: picked from what was offered. Offered: nobody has picked anything.
stats-alt = A bar for each day. { $asked ->
        [one] { $asked } question was
       *[other] { $asked } questions were
    } asked: { $answered } answered, { $chosen } chosen, { $missed } missed; { $helpful ->
        [one] { $helpful } answer was
       *[other] { $helpful } answers were
    } called helpful. Most on { $day }: { $most }.
stats-day = { $month ->
        [1] Jan
        [2] Feb
        [3] Mar
        [4] Apr
        [5] May
        [6] Jun
        [7] Jul
        [8] Aug
        [9] Sep
        [10] Oct
        [11] Nov
       *[12] Dec
    } { $day }

## Settings: commands

command-config = config
command-config-description = How I work in this server: see it and change it.
command-config-show = show
command-config-show-description = See all settings of this server.
command-config-set = set
command-config-set-description = Change a setting.
option-config-set-setting = setting
option-config-set-setting-description = Which one
option-config-set-value = value
option-config-set-value-description = What it is to be; “default” leaves it to whoever runs me
option-config-set-channel = channel
option-config-set-channel-description = Only in this channel, for those that can differ
command-config-channel = channel
command-config-channel-description = What holds in one channel, and in its threads or posts.
option-config-channel-channel = channel
option-config-channel-channel-description = Which channel or forum
option-config-channel-mode = mode
option-config-channel-mode-description = What I react to there
choice-config-channel-mode-nothing = Nothing
choice-config-channel-mode-commands-and-buttons = Commands and buttons
choice-config-channel-mode-mentions-too = Mentions too
choice-config-channel-mode-silent-trial = Silent trial
choice-config-channel-mode-answer-unasked = Answer unasked
choice-config-channel-mode-as-the-server = As the server
option-config-channel-right = right
option-config-channel-right-description = Share of the answers that should be right, 0.5 to 0.999
option-config-channel-private = private
option-config-channel-private-description = Show answers to commands to the asker alone
command-config-role = role
command-config-role-description = Who may teach, who may approve, and who is called for help.
option-config-role-may = may
option-config-role-may-description = What the role is for
choice-config-role-may-teach = Teach
choice-config-role-may-approve = Approve
choice-config-role-may-be-called-for-help = Be called for help
option-config-role-role = role
option-config-role-role-description = Which role
option-config-role-remove = remove
option-config-role-remove-description = Take it away instead of giving it
choice-config-set-setting-record-questions = Record questions
choice-config-set-setting-learn-from-votes = Learn from votes
choice-config-set-setting-days-questions-are-kept = Days questions are kept
choice-config-set-setting-share-of-right-answers = Share of right answers
choice-config-set-setting-share-of-right-answers-in-threads = Share of right answers in threads
choice-config-set-setting-share-of-right-answers-nobody-asked-for = Share of right answers nobody asked for
choice-config-set-setting-what-i-react-to = What I react to
choice-config-set-setting-answers-to-commands-are-private = Answers to commands are private
choice-config-set-setting-language = Language
choice-config-set-setting-roles-that-may-teach = Roles that may teach
choice-config-set-setting-roles-that-may-approve = Roles that may approve
choice-config-set-setting-role-to-call-for-help = Role to call for help
choice-config-set-setting-questions-of-a-member-in-half-a-minute = Questions of a member in half a minute
choice-config-set-setting-answers-in-a-channel-in-half-a-minute = Answers in a channel in half a minute
choice-config-set-setting-seconds-before-an-answer-is-repeated = Seconds before an answer is repeated
choice-config-set-setting-unasked-answers-in-a-channel-in-an-hour = Unasked answers in a channel in an hour
choice-config-set-setting-minutes-to-listen-on-in-a-thread = Minutes to listen on in a thread

## Settings: what is shown

title-config = Settings of this server
field-config-answers = Answers
field-config-unasked = What nobody asked for
field-config-people = People
field-config-memory = Memory
field-config-pace = Pace
field-config-channels = Channels
config-usual = usual
config-on = on
config-off = off
config-none = none
config-own-language = that of the server in Discord
config-more-channels = … and { $more } more
config-how = What is *usual* is left to whoever runs me. `/{ command-config } { command-config-set }` changes a setting; `/{ command-history }` takes a change back.
config-set = **{ $setting }** is { $value } now. It is change { $number }; `/{ command-history }` takes it back.
config-set-in = **{ $setting }** is { $value } now in { $channel }. It is change { $number }; `/{ command-history }` takes it back.
config-nothing = Say at least one thing that is to change there.
config-cannot-read = ⚠️ I cannot read what is not addressed to me, so nothing is answered unasked and no trial listens. Whoever runs me has to turn on the *Message Content Intent* in the Discord Developer Portal, under Bot, and start me again. All else works.
config-not-looked = ⚠️ I could not ask Discord whether all roles and channels named here still exist.
# Behind a role, a channel, and @everyone.
config-no-such-role = ⚠️ *(no role of this server)*
config-no-such-channel = ⚠️ *(no channel of this server)*
config-counts-for-nobody = ⚠️ *(counts for nobody; name a role that not everybody has)*
config-role-unknown = There is no role { $role } in this server, so nothing was changed. Mention the role, or pick it in `/{ command-config } { command-config-role }`.
config-roles-not-looked = I could not ask Discord whether that role exists, so nothing was changed. Please try again.
config-takes-switch = It takes `on`, `off` or `default`.
config-takes-days = It takes a number of days from 1 to 3650, or `default`.
config-takes-share = It takes a number from 0.5 to 0.999 (0.95 for 95 of 100), or `default`.
config-takes-mode = It takes `off`, `commands`, `mention`, `trial`, `auto` or `default`.
config-takes-language = It takes `en`, `de`, `fr`, `es`, `pt` or `default`.
config-takes-roles = It takes roles as you mention them, `none` or `default`.
config-takes-count = It takes a whole number from 0 up, or `default`.

## Importing: what is wrong in a file. What is in quotes stands in the file, or should.

problem-severity-error = error: { $problem }
problem-severity-warning = warning: { $problem }
problem-severity-note = note: { $problem }
problem-file-of-wrong-type = the file holds { $kind }, where entries should be; write { $example }, or a list of entries
problem-overview-without-topic = the overview belongs to no topic; add "topic"
problem-overview-without-topic-cell = the overview belongs to no topic; fill the column "topic"
problem-topic-of-wrong-type = the topic is { $kind }; a name and an overview should stand here
problem-topic-without-name = the topic has no name; add "name"
problem-topic-name-empty = the topic has no name; give it one
problem-entry-of-wrong-type = the entry is { $kind }; "questions" and "answer" should stand here
problem-no-text = { $key } is { $kind }; a text should stand here
problem-not-in-quotes = { $key } is { $kind }; put it in quotes
problem-no-texts = { $key } is { $kind }; a text or a list of texts should stand here
problem-no-list = { $key } is { $kind }; a list should stand here
problem-item-is-no-text = an item of { $key } is { $kind }; a text should stand here
problem-item-not-in-quotes = an item of { $key } is { $kind }; put it in quotes
problem-key-twice = { $key } is given twice; keep one; the first was taken
problem-unknown-key = { $key } is not known here and was ignored; did you mean { $nearest }?
problem-unknown-key-among = { $key } is not known here and was ignored; known here are { $known }
problem-unknown-column = the column { $column } is not known and was ignored; did you mean { $nearest }?
problem-unknown-column-among = the column { $column } is not known and was ignored; known here are { $known }
problem-too-many-cells = the row has { $cells } cells, and the header has { $columns }; put text that has a separator in it into double quotes
problem-unclosed-quote = a quote is opened in this row and never closed; close it, and write quotes within quotes twice ("")
problem-unclosed-quotes = the file was read no further, for quotes that are not closed; close them
problem-no-column = the header has no column { $column }; name the columns in the first row, for example: questions,answer
problem-too-many-phrasings = the entry has more than { $most } questions; keep those that differ in their words
problem-phrasing-twice = { $question } is asked twice in this entry; take one of them out; case and punctuation make no difference
problem-phrasing-too-long = the question has { $characters } characters, and { $most } are allowed; put the details into the answer; ask it in fewer words
problem-phrasing-empty = the question is empty; ask it in fewer words
problem-row-without-question = the row has no question; fill the column "questions"
problem-no-question-above = the entry has no question; write one above the answer
problem-entry-without-question = the entry has no question; add "questions"
problem-row-without-answer = the row has no answer; fill the column "answer"
problem-no-answer-below = { $entry } has no answer; write it on the lines below, or, if the next line asks the same in other words, take out the blank line between
problem-heading-without-answer = { $entry } has no answer; write it below; a heading that is no question must not end in a question mark
problem-entry-without-answer = { $entry } has no answer; add "answer"
problem-control-characters = { $count } control characters were taken out of the { $part }; take them out of the file; they come from a terminal or a word processor
problem-part-too-long = the { $part } has { $characters } characters, and { $most } are allowed; shorten it, or split it over several questions
problem-id-empty = the id is empty; give an id such as "reset-password", or none
problem-id-too-long = the id has { $characters } characters, and { $most } are allowed; give an id such as "reset-password", or none
problem-id-with-sign = the id contains { $sign }; ids have no spaces and no control characters; give an id such as "reset-password", or none
problem-no-state = { $state } is not a state; write draft, approved or retired
problem-no-date = { $date } is not a date; write it as year-month-day, for example 2027-01-31
problem-no-question-in-text = there is no question in this file; end each question with a question mark, on a line of its own
problem-no-question-in-markdown = there is no question in this file; make each question a heading that ends in a question mark
problem-no-question-in-table = there is no question in this file; add a row with a question and an answer
problem-no-question-in-file = there is no question in this file; add an entry with "questions" and "answer"
problem-is-json-lines = there is a JSON value on each line of this file; name the file so that it ends in .jsonl
problem-bad-json = this is not valid JSON ({ $error }); mend it; the other items were read as far as they could be told apart
problem-bad-toml = this is not valid TOML ({ $error }); mend it; the other items were read as far as they could be told apart
problem-bad-yaml = this is not valid YAML ({ $error }); mend it; the other items were read as far as they could be told apart
problem-bad-yaml-before = this is not valid YAML ({ $error }); mend it, and look at the entries after it: they may not have been read
problem-hostile-yaml = this is not valid YAML ({ $error }); write out what the aliases stand for
problem-bad-front-matter = the front matter is not valid YAML ({ $error }); write one "key: value" a line, between lines of ---
problem-bad-comment = the comment below the question is not valid YAML ({ $error }); write one "key: value" a line, with quotes around values that have a colon in them
problem-stray-text = this text belongs to no topic and no question; put a heading above it, so that it becomes the overview of a topic
problem-two-answers = the entry has two answers; keep the one in the comment, which was taken, or the one below it
problem-is-utf16 = the file is UTF-16 text; save the file as UTF-8
problem-is-binary = this looks like a binary file; name a text file, or save this one as UTF-8 text
problem-not-utf8 = byte { $byte } is not UTF-8 text; save the file as UTF-8
problem-not-utf16 = { $unit } is not UTF-16 text; export it again, or save it as UTF-8
problem-ends-within-character = the file ends in the middle of a character; export it again, or save it as UTF-8
problem-too-many-in-all = there are more than { $most } questions in all; read fewer files; this entry and what follows in the file was not taken
problem-other-overview = the topic { $topic } has another overview at { $place }; keep one; the other one was taken
problem-id-taken = the id { $id } is taken by the entry at { $place }; give one of the two another id
problem-asked-elsewhere = { $question } is also asked at { $place }, in the same topic; make one entry of the two, or give this one an id
problem-more = { $count } more problems are not listed; mend those that are, and look again
problem-old-workbook = this is a workbook of the old kind (.xls), or it is locked with a password; save it as .xlsx without a password
problem-bad-workbook = this is no whole Excel workbook (.xlsx): a part of it is missing, or it is another kind of file; export it again, or open it in a spreadsheet program and save it as .xlsx
problem-no-items = "qna" is no list with items in it; export all questions again from QnABot; each item of the list has "qid", "q" and "a"
problem-too-many-parts = the workbook has more than { $most } parts; split it into several workbooks
problem-unpacks-too-large = the workbook unpacks to more than { $mib } MiB; split it into several workbooks
problem-cells-too-large = the cells have more than { $mib } MiB of text; split the workbook; it was read up to there
problem-no-table = no sheet of the workbook has a first row with "Question" and "Answer"; put a first row above the others that names the columns: Question, Answer, Source, Metadata
problem-synonyms-not-taken = the sheet { $sheet } was not taken; add those words to the questions of the entries that people ask for with them
problem-sheet-not-taken = the sheet { $sheet } was not taken; copy its rows to the sheet that was read, if they are questions and answers
problem-more-cells = the row has { $count } more cells than the header; put text that has a tab in it into double quotes
problem-no-columns-of-theirs = there is no column "Question" or no "Answer"; put a first row above the others that names the columns: Question, Answer, Source, Metadata
problem-column-not-taken = the column { $column } is not known and was not taken; add what matters of it to the answers
problem-no-answer-in-row = { $entry } has no answer; fill the column "Answer", or take the row out
problem-no-question-in-row = the row has no question; fill the column "Question", or take the row out
problem-no-more-question-in-row = the row has no question; take it out
problem-other-answer-than-line = { $entry } has another answer than line { $line } with its QnaId; give it another QnaId, or the same answer
problem-other-answer-than-row = { $entry } has another answer than row { $line } with its QnaId; give it another QnaId, or the same answer
problem-only-a-follow-up = { $entry } is only asked as a follow-up, and was taken as a draft; ask it so that it can stand alone, and approve it
problem-follow-ups-not-taken = the follow-ups of { $entry } were not taken: { $prompts }; name them in the answer, and make each an entry
problem-suggestions-not-taken = the suggested questions of { $entry } were not taken, since nobody approved them; add those that are right as questions
problem-has-html = the answer to { $question } has HTML in it: { $tags }; write it as Markdown; it would be shown as it stands
problem-item-of-wrong-type = the item is { $kind }; export it again; an item has "qid", "q" and "a"
problem-other-type = { $entry } is of the type { $kind }, which there is not in Askwell; write what matters of it as a question
problem-no-answer-in-item = { $entry } has no answer; fill "a" or the Markdown answer in QnABot and export again, or take the item out
problem-no-question-in-item = { $entry } has no question; give it a question in QnABot and export again, or take the item out
problem-no-place-for = of { $entry }, there is no place for { $parts }; add what matters of it to the answer
problem-has-handlebars = the answer of { $entry } has a Handlebars expression in it ({ $sign }); write what it stands for; it would be shown as it is
problem-id-changed = the id { $id } cannot be one here, and became { $became }; use the new one where the entry is named
problem-kind-nothing = nothing
problem-kind-text = a text
problem-kind-date = a date
problem-kind-number = a number
problem-kind-boolean = true or false
problem-kind-list = a list
problem-kind-group = a group of keys
problem-kind-too-deep = something nested too deeply
problem-part-answer = answer
problem-part-overview = overview
problem-nameless-entry = the entry
problem-nameless-row = the row
problem-nameless-item = the item
problem-fault-alias-in-itself = an alias stands within what it stands for
problem-fault-copies-too-much = its aliases copy too much
problem-fault-too-many-dots = too many dots in the keys of one value
problem-fault-no-colon = expected `:` after the key
