// The bot in front of a Discord that is not ours: `askwell discord`, the binary, beside discord-digital-twin.
//
// The twin keeps what a bot sends in a database and pushes events over a gateway of its own. A shim stands in front of
// its REST side (twin.mjs). What the twin lacks, and what is done about it:
//
// - `GET /gateway`, `/oauth2/applications/@me`, and commands read or made one by one: the shim answers.
// - Forms with files: the shim reads the form and passes on its JSON; the file is checked here, the twin never sees it.
// - Events: it sends no mentions, no message that is replied to, not the person who acts in a direct message, and an
//   empty server id there. These are filled in.
// - Answers: it gives a reference to a message back as it was sent, without the channel, and commands without their names
//   in other languages. The shim fills both in.
// - It takes whatever it is sent, and any token over REST. The rows look at what the shim wrote down.
// - What it cannot do at all is in GAPS below; each prints a `cannot` row.

import assert from 'node:assert/strict'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { cannot, has, lacks, row, sleep, summary, until, within } from './rows.mjs'
import { ANSWERED, Askwell, DEFERRED_UPDATE, FORM, generateSnowflake, Seen, TOKEN, Twin, UPDATED } from './twin.mjs'

const GAPS = {
  'a broken connection is resumed and nothing is lost': 'the twin ignores a resume',
  'a request that is limited is tried again': 'the twin limits nothing',
  'others do not see what is for one alone': 'the twin shows every message to everybody',
  'without the permission to write it stays alive': 'the twin knows no permissions of the bot',
  'a slow answer is deferred': 'the twin has no way to make the model slow',
  'words that do not mention the bot are withheld': 'the twin sends the words of every message',
}

const [GAMES, LIBRARY] = ['100000000000000001', '100000000000000002']
const [HELP, OFF, THREAD_OF_OFF, SHELVES, DIRECT] = [1, 2, 3, 4, 5].map((n) => `20000000000000000${n}`)
const [ADA, BOB, MO, ROBOT, BOT] = [1, 2, 3, 4, 5].map((n) => `30000000000000000${n}`)

const QUESTION = 'i forgot the password, how can i reset it'
const UNCLEAR = 'the trial membership, how does it work?'
const OPENING = 'When are you open?'
const TEXT = 0
const THREAD = 11

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'askwell-witness-'))
process.on('exit', () => fs.rmSync(home, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1))

const paragraphs = (count) => [...Array(count).keys()].map((n) => `Paragraph ${n}. ${'Some words to read. '.repeat(9)}`)
const entry = (id, topic, questions, answer, more = '') =>
  `[[entries]]\nid = "${id}"\ntopic = "${topic}"\nquestions = ${JSON.stringify(questions)}\nanswer = '''\n${answer}'''\n${more}\n`

const knowledge = path.join(home, 'games.toml')
fs.writeFileSync(
  knowledge,
  [
    entry(
      'reset-password',
      'Accounts',
      ['How do I reset my password?', 'I forgot my password'],
      'Open **Settings**, then Security.\n\n[Settings page](https://example.org/settings)',
      'source = "https://example.org/manual"\n',
    ),
    entry('delete-account', 'Accounts', ['How do I delete my account?'], 'Write to the office.'),
    entry(
      'opening-hours',
      'Club',
      [OPENING, 'What are your opening hours?'],
      'From ten to six, @everyone is welcome. <@1> opens.\n\n![the door](https://example.org/door.png)',
    ),
    entry('start-trial', 'Club', ['How do I start the trial membership?'], 'At the desk.'),
    entry('stop-trial', 'Club', ['How do I stop the trial membership?'], 'By letter.'),
    entry('long', 'Rules', ['Tell me all the rules of the house'], paragraphs(40).join('\n\n')),
    entry('longest', 'Rules', ['Recite the whole history of the club'], paragraphs(120).join('\n\n')),
  ].join('\n'),
)
const library = path.join(home, 'library.toml')
const things = [...Array(30).keys()].map((n) =>
  entry(`entry-${n}`, ['Bread', 'Cheese', 'Wine'][Math.floor(n / 10)], [`What about thing number ${n}?`], `Thing ${n}.`),
)
fs.writeFileSync(library, things.join('\n'))
const config = path.join(home, 'askwell.toml')
fs.writeFileSync(
  config,
  `[cooldown]
member = 0
channel = 0
repeat_seconds = 0
[server.${GAMES}.channel.${OFF}]
mode = "off"
[server.${LIBRARY}]
knowledge = [${JSON.stringify(library)}]
cooldown = { member = 0, channel = 0, repeat_seconds = 0 }
`,
)

const twin = await Twin.start({
  bot: { id: BOT, name: 'Wellkeeper' },
  people: { Ada: { id: ADA }, Bob: { id: BOB }, Mo: { id: MO }, Robot: { id: ROBOT, isBot: true } },
  guilds: [
    {
      id: GAMES,
      name: 'Games',
      channels: [
        { id: HELP, name: 'help', type: TEXT },
        { id: OFF, name: 'no-bots', type: TEXT },
        { id: THREAD_OF_OFF, name: 'a thread', type: THREAD, parentId: OFF },
      ],
    },
    { id: LIBRARY, name: 'Library', channels: [{ id: SHELVES, name: 'shelves', type: TEXT }] },
  ],
})
await twin.addDirectChannel(DIRECT)
for (const guild of [GAMES, LIBRARY]) {
  for (const person of [ADA, BOB]) await twin.makeOrdinary(guild, person)
}
const [ada, bob, mo] = [ADA, BOB, MO].map((id) => twin.hands(id, HELP, GAMES))
const reader = twin.hands(ADA, SHELVES, LIBRARY)
const direct = twin.hands(ADA, DIRECT, undefined)
const mention = `<@${BOT}>`

let askwell = Askwell.start(twin, { home, config, knowledge })
const MENUS = ['Answer from FAQ', 'Teach from this']
const FOR_ALL = ['ask', 'faq', 'privacy', 'teach', 'why']
const FOR_MODERATORS = ['config', 'edit', 'export', 'history', 'import', 'retire', 'review', 'stats', 'trial']
const NAMES = [...MENUS, ...FOR_ALL, ...FOR_MODERATORS].sort()
try {
  // Without these two nothing else can be looked at.
  await until('the bot to connect', () => twin.connected.length === 1, 30_000)
  await until('the commands', async () => (await twin.commands()).length === NAMES.length, 10_000)
  await stories()
} catch (error) {
  await row('the stories come to their end', () => Promise.reject(error))
}
for (const [name, reason] of Object.entries(GAPS)) cannot(name, reason)
askwell.child.kill('SIGKILL')
const passed = summary()
if (!passed) console.log(`what askwell logged:\n${askwell.log}`)
await within(3_000, twin.stop()).catch(() => {})
process.exit(passed ? 0 : 1)

async function stories() {
  await starting()
  await asking()
  await choosing()
  await deleting()
  await browsing()
  await menus()
  await writing()
  await curating()
  await inPrivate()
  await long()
  await apart()
  await manners()
  await restarting()
}

async function starting() {
  await row('only the intents that are needed are asked for', async () => {
    // Messages in servers and direct ones, and what is in them: the twin says that the bot may read it.
    assert.equal(twin.connected[0].intents, (1 << 9) | (1 << 12) | (1 << 15))
  })
  await row('every command is registered once', async () => {
    const commands = await twin.commands()
    assert.deepEqual(commands.map((command) => command.name).sort(), NAMES)
    const of = (name) => commands.find((command) => command.name === name)
    assert.equal(of('Answer from FAQ').type, 3)
    assert.deepEqual(of('ask').options.map((option) => [option.name, option.type]), [['question', 3], ['private', 5]])
    assert.equal(of('ask').options[0].autocomplete, true)
    assert.deepEqual(of('faq').options.map((option) => option.name), ['search', 'list', 'show', 'send'])
    assert.equal(twin.sent('POST', '/commands').length, NAMES.length)
    for (const name of FOR_MODERATORS) assert.ok(of(name).default_member_permissions, name)
    for (const name of FOR_ALL) assert.ok(!of(name).default_member_permissions, name)
  })
}

async function asking() {
  await row('/ask is answered for all', async () => {
    const seen = await ada.command('ask', { question: QUESTION })
    assert.equal(seen.kind, ANSWERED)
    assert.ok(!seen.isPrivate)
    assert.equal(seen.embeds.length, 1)
    const [embed] = seen.embeds
    assert.equal(embed.author.name, `Asked: ${QUESTION}`)
    has(embed.title, 'password')
    has(embed.description, 'Open **Settings**, then Security.')
    assert.match(embed.footer.text, /^sure, \d+ % · Accounts/)
    assert.deepEqual(seen.labels, ['Settings page', 'Source', 'Helpful', 'Not helpful', 'Related', 'Delete'])
    assert.deepEqual(seen.buttons.slice(0, 2).map((one) => one.url), ['https://example.org/settings', 'https://example.org/manual'])
  })
  await row('an answer addresses nobody and shows its picture', async () => {
    const seen = await ada.command('ask', { question: `${OPENING} @everyone <@${BOB}>` })
    has(seen.text, 'From ten to six')
    lacks(seen.text, '@everyone', `<@${BOB}>`, '<@1>')
    assert.equal(seen.embeds[0].image.url, 'https://example.org/door.png')
    assert.deepEqual(seen.data.allowed_mentions, { parse: [], replied_user: false })
  })
  await row('/ask private is for the asker alone', async () => {
    const seen = await ada.command('ask', { question: OPENING, private: true })
    assert.ok(seen.isPrivate)
    has(seen.text, 'From ten to six')
    assert.ok(!seen.labels.includes('Delete'))
    assert.ok(!(await ada.command('ask', { question: OPENING, private: false })).isPrivate)
  })
  await row('what is not known is told to the asker alone', async () => {
    const seen = await ada.command('ask', { question: 'who won the cup in nineteen seventy?' })
    assert.ok(seen.isPrivate)
    has(seen.text, "I don't know that")
  })
  let offered
  await row('what is typed is completed, at most 25 with short ids', async () => {
    offered = await ada.type('ask', 'question', 'how do i delete')
    assert.equal(offered[0].name, 'How do I delete my account?')
    for (const typed of ['', 'thing', 'What about thing number 1']) {
      const choices = await reader.type('ask', 'question', typed)
      assert.ok(choices.length <= 25, `${choices.length} choices`)
      for (const choice of [...choices, ...offered]) {
        assert.match(choice.value, /^id:[0-9a-f]{16}$/)
        assert.ok(choice.name.length >= 1 && choice.name.length <= 100)
      }
    }
    assert.equal((await reader.type('ask', 'question', 'thing number')).length, 25)
  })
  await row('completion goes by meaning too', async () => {
    const choices = await ada.type('ask', 'question', 'lost login credentials')
    assert.ok(choices.slice(0, 3).some((choice) => choice.name.includes('password')), JSON.stringify(choices))
  })
  await row('what was picked is answered', async () => {
    const seen = await ada.command('ask', { question: offered[0].value })
    has(seen.text, 'Write to the office.', 'you chose this')
    assert.ok(!seen.isPrivate)
  })
  await row('what was picked and is gone is told', async () => {
    const seen = await ada.command('ask', { question: 'id:0123456789abcdef' })
    assert.ok(seen.isPrivate)
    has(seen.text, 'no longer there')
  })
  await row('typing fast is answered for every key', async () => {
    const typed = 'how do i delete my account'
    const keys = await Promise.all([...typed].map((_, end) => ada.type('ask', 'question', typed.slice(0, end + 1))))
    assert.equal(keys.length, typed.length)
    assert.equal(keys.at(-1)[0].name, 'How do I delete my account?')
  })
  await row('many questions at once are all answered', async () => {
    const asked = [...Array(20).keys()].map((n) => (n % 2 ? bob : ada).command('ask', { question: `${OPENING} ${n}` }))
    for (const seen of await Promise.all(asked)) has(seen.text, 'From ten to six')
  })
  await row('/why tells the asker how it came about', async () => {
    await ada.command('ask', { question: 'how can I get a new password' })
    const seen = await ada.command('why')
    assert.ok(seen.isPrivate)
    has(seen.text, 'how can I get a new password', 'How do I reset my password?', '%', 'cosine')
    const nothing = await mo.command('why')
    assert.ok(nothing.isPrivate)
    lacks(nothing.text, 'password')
  })
}

async function choosing() {
  const offer = () => ada.command('ask', { question: UNCLEAR })
  await row('an unclear question is asked back', async () => {
    const seen = await offer()
    assert.ok(!seen.isPrivate)
    const trials = ['How do I start the trial membership?', 'How do I stop the trial membership?']
    for (const label of [...trials, 'None of these', 'Delete']) assert.ok(seen.labels.includes(label), seen.labels.join(', '))
    for (const button of seen.buttons) assert.ok(button.custom_id.length <= 100)
  })
  await row('the choice becomes the answer', async () => {
    const seen = await offer()
    const picked = await ada.press(seen, 'How do I stop the trial membership?')
    assert.equal(picked.kind, UPDATED)
    const after = new Seen(await twin.message(HELP, seen.id))
    assert.equal(picked.id, seen.id)
    has(after.text, 'By letter.', `Asked: ${UNCLEAR}`, 'you chose this')
    assert.deepEqual(after.labels, ['Helpful', 'Not helpful', 'Delete'])
  })
  await row('somebody else who presses gets the answer alone', async () => {
    const seen = await offer()
    const curious = await bob.press(seen, 'How do I start the trial membership?')
    assert.equal(curious.kind, ANSWERED)
    assert.ok(curious.isPrivate)
    has(curious.text, 'At the desk.')
    const refused = await bob.press(seen, 'None of these')
    assert.ok(refused.isPrivate)
    has(refused.text, 'belongs to whoever asked')
    assert.deepEqual(new Seen(await twin.message(HELP, seen.id)).labels, seen.labels)
  })
  await row('None of these ends it', async () => {
    const seen = await offer()
    assert.equal((await ada.press(seen, 'None of these')).kind, UPDATED)
    const after = new Seen(await twin.message(HELP, seen.id))
    has(after.text, "Then I don't know it")
    assert.deepEqual(after.labels, ['Tell me when there is an answer', 'Delete'])
  })
  await row('a button that somebody made up does nothing', async () => {
    const seen = await offer()
    for (const made of ['delete:17', `1${'A'.repeat(60)}`, seen.buttons[0].custom_id.slice(0, -1)]) {
      const refused = await ada.pressId(seen, made)
      assert.ok(refused.isPrivate)
      has(refused.text, 'no longer works')
    }
  })
}

async function deleting() {
  const gone = (id) => until('the reply to go', async () => (await twin.message(HELP, id)) === null)
  await row('only the asker and moderators delete', async () => {
    for (const deleter of [ada, mo]) {
      const seen = await ada.command('ask', { question: OPENING })
      const refused = await bob.press(seen, 'Delete')
      assert.ok(refused.isPrivate)
      has(refused.text, 'or a moderator')
      assert.notEqual(await twin.message(HELP, seen.id), null)
      assert.equal((await deleter.press(seen, 'Delete')).kind, DEFERRED_UPDATE)
      await gone(seen.id)
    }
  })
}

async function browsing() {
  const list = async () => {
    const seen = await reader.command('faq list')
    assert.ok(seen.isPrivate)
    return seen
  }
  const now = async (seen) => new Seen(await twin.message(SHELVES, seen.id))
  await row('/faq list has pages', async () => {
    const first = await list()
    has(first.text, 'number 0?', 'number 9?', 'Page 1 of 3')
    lacks(first.text, 'number 10?')
    assert.ok(first.buttons.find((one) => one.label === 'Previous').disabled)
    assert.equal((await reader.press(first, 'Next')).kind, UPDATED)
    const second = await now(first)
    has(second.text, 'number 10?', 'number 19?', 'Page 2 of 3')
    lacks(second.text, 'number 9?')
    await reader.press(second, 'Next')
    const third = await now(first)
    has(third.text, 'number 29?')
    assert.ok(third.buttons.find((one) => one.label === 'Next').disabled)
    await reader.press(third, 'Previous')
    has((await now(first)).text, 'number 10?')
    const ids = third.components.map((one) => one.custom_id)
    assert.equal(new Set(ids).size, ids.length, 'no two parts have the same id')
  })
  await row('/faq list shows one topic', async () => {
    const seen = await list()
    assert.equal((await reader.choose(seen, 'Choose a topic', 'Wine')).kind, UPDATED)
    const wine = await now(seen)
    has(wine.text, 'Wine', 'number 20?')
    lacks(wine.text, 'number 19?')
    await reader.choose(wine, 'Choose a topic', 'All topics')
    has((await now(seen)).text, 'number 0?')
  })
  await row('an entry of the list is shown beside it', async () => {
    const seen = await list()
    const shown = await reader.choose(seen, 'Show an answer', 'number 7?')
    assert.equal(shown.kind, ANSWERED)
    assert.ok(shown.isPrivate && shown.id !== seen.id)
    has(shown.text, 'Thing 7.')
  })
  await row('/faq list completes topics', async () => {
    assert.deepEqual(await reader.type('faq list', 'topic', 'che'), [{ name: 'Cheese', value: 'Cheese' }])
    const cheese = await reader.command('faq list', { topic: 'Cheese' })
    has(cheese.text, 'number 10?')
    has((await reader.command('faq list', { topic: 'Cars' })).text, 'no question in the topic Cars')
  })
  await row('/faq search finds by words', async () => {
    const found = await reader.command('faq search', { words: 'number 17' })
    assert.ok(found.isPrivate)
    has(found.text, 'What about thing number 17?')
    has((await reader.choose(found, 'Show an answer', 'number 17?')).text, 'Thing 17.')
  })
  await row('/faq show is for oneself', async () => {
    const [choice] = await reader.type('faq show', 'entry', 'thing number 4')
    const shown = await reader.command('faq show', { entry: choice.value })
    assert.ok(shown.isPrivate)
    has(shown.text, 'Thing 4.')
    has((await reader.command('faq show', { entry: 'entry-5' })).text, 'Thing 5.')
    has((await reader.command('faq show', { entry: 'no such thing' })).text, 'no such entry')
  })
  await row('/faq send is for others and pings nobody', async () => {
    const resolved = { users: { [BOB]: twin.user(BOB) } }
    const sent = await reader.command('faq send', { entry: 'entry-6', member: BOB }, { resolved })
    assert.ok(!sent.isPrivate)
    has(sent.text, 'Thing 6.', `For <@${BOB}>, sent by <@${ADA}>`)
    assert.deepEqual(sent.data.allowed_mentions, { parse: [], replied_user: false })
    assert.deepEqual(sent.labels, ['Delete'])
  })
}

async function menus() {
  await row('Answer from FAQ answers what somebody wrote', async () => {
    const message = await bob.write('hi all, what are your opening hours please?')
    const seen = await ada.menu('Answer from FAQ', message)
    assert.ok(!seen.isPrivate)
    has(seen.text, 'From ten to six', `by <@${BOB}>`, `/channels/${GAMES}/${HELP}/${message.id}`)
  })
  await row('Answer from FAQ needs words', async () => {
    const seen = await ada.menu('Answer from FAQ', await bob.write(''))
    assert.ok(seen.isPrivate)
    has(seen.text, 'no text')
  })
}

async function curating() {
  const question = 'Where do I park my bicycle?'
  let card
  await row('a form brings what was written, and nothing of it is served', async () => {
    const opened = await mo.command('teach')
    assert.equal(opened.kind, FORM)
    assert.equal(opened.data.title, 'A new entry')
    card = await mo.fill(opened, { question, answer: 'In the **yard**, @everyone.' })
    assert.equal(card.kind, ANSWERED)
    assert.ok(card.isPrivate)
    has(card.text, 'by Mo: a new entry', 'In the **yard**')
    assert.deepEqual(card.labels, ['Save', 'Change', 'Discard'])
    lacks((await ada.command('ask', { question })).text, 'yard')
  })
  await row('what is saved is served, and what is taken back is not', async () => {
    const saved = await mo.press(card, 'Save')
    assert.equal(saved.kind, UPDATED)
    const after = new Seen(await twin.message(HELP, saved.id))
    has(after.text, 'Saved:')
    has((await ada.command('ask', { question })).text, 'In the **yard**')
    has((await mo.press(after, 'Undo'), new Seen(await twin.message(HELP, saved.id))).text, 'was taken back')
    lacks((await ada.command('ask', { question })).text, 'yard')
  })
  await row('who may not teach is told so', async () => {
    const refused = await ada.command('teach')
    assert.ok(refused.isPrivate)
    has(refused.text, 'Only teachers')
  })
  await row('a vote is thanked for, and kept', async () => {
    const votes = async () => Number((await bob.command('privacy show')).text.match(/(\d+) votes?/)?.[1] ?? 0)
    const before = await votes()
    const seen = await ada.command('ask', { question: OPENING })
    for (const _ of ['once', 'again']) {
      const thanks = await bob.press(seen, 'Helpful')
      assert.ok(thanks.isPrivate)
      has(thanks.text, 'Thank you')
    }
    assert.equal(await votes(), before + 1)
  })
}

async function writing() {
  let first
  await row('a mention is answered in reply', async () => {
    const question = await ada.write(`${mention} when do you open?`)
    first = await ada.reply(question.id)
    has(first.text, 'From ten to six')
    lacks(first.text, 'Asked:')
    assert.deepEqual(first.labels, ['Helpful', 'Not helpful', 'Delete'])
    assert.equal(first.message.message_reference.message_id, question.id)
    const { json } = twin.sent('POST', `/channels/${HELP}/messages`).at(-1)
    assert.deepEqual(json.allowed_mentions, { parse: [], replied_user: false })
    assert.equal(json.enforce_nonce, true)
    assert.ok(json.nonce.length <= 25)
  })
  await row('the button below a reply works', async () => {
    assert.equal((await ada.press(first, 'Delete')).kind, DEFERRED_UPDATE)
    await until('the reply to go', async () => (await twin.message(HELP, first.id)) === null)
  })
  await row('a mention that is unclear offers buttons, too', async () => {
    const seen = await bob.reply((await bob.write(`${mention} ${UNCLEAR}`)).id)
    await bob.press(seen, 'How do I start the trial membership?')
    has(new Seen(await twin.message(HELP, seen.id)).text, 'At the desk.')
  })
  await row('what is not known is said in reply', async () => {
    const seen = await ada.reply((await ada.write(`${mention} who won the cup in nineteen seventy?`)).id)
    has(seen.text, "I don't know that")
  })
  await row('a reply to the bot goes on with it', async () => {
    const answer = await ada.reply((await ada.write(`${mention} when do you open?`)).id)
    const next = await ada.write('and how do I delete my account?', { replyTo: answer.id })
    has((await ada.reply(next.id)).text, 'Write to the office')
  })
  await row('a bare mention gets a hint', async () => {
    has((await ada.reply((await ada.write(mention)).id)).text, '/ask')
    const question = await ada.write(OPENING)
    const pointed = await bob.write(mention, { replyTo: question.id })
    has((await bob.reply(pointed.id)).text, 'Answer from FAQ')
  })
  await row('what is none of its business is left alone', async () => {
    const robot = twin.hands(ROBOT, HELP, GAMES)
    const ignored = [
      await ada.write(OPENING),
      await robot.write(`${mention} ${OPENING}`),
      await ada.write(`${mention} ${OPENING}`, { marks: { webhook_id: generateSnowflake() } }),
      await ada.write(`${mention} ${OPENING}`, { marks: { type: 7 } }),
      await ada.write(`@everyone ${OPENING}`),
    ]
    // What is written last is answered last, so by then the others would have been.
    const answered = await ada.write(`${mention} ${OPENING}`)
    await ada.reply(answered.id)
    await sleep(300)
    const replied = (await twin.messages(HELP)).map((message) => message.message_reference?.message_id)
    for (const { id, content } of ignored) assert.ok(!replied.includes(id), content)
  })
}

async function inPrivate() {
  await row('a direct message needs no mention', async () => {
    has((await direct.reply((await direct.write(OPENING)).id)).text, 'From ten to six')
  })
  await row('commands and buttons work in direct messages', async () => {
    const seen = await direct.command('ask', { question: UNCLEAR })
    await direct.press(seen, 'How do I stop the trial membership?')
    has(new Seen(await twin.message(DIRECT, seen.id)).text, 'By letter.')
    has((await direct.command('faq list')).text, 'Questions I can answer')
  })
}

async function long() {
  const parts = (hands, from) => async () => {
    const all = (await twin.messages(hands.channel)).filter((m) => m.author.id === BOT && BigInt(m.id) >= BigInt(from))
    return new Seen(all.at(-1) ?? {}).labels.includes('Delete') && all.map((message) => new Seen(message))
  }
  const whole = (all) => {
    const text = all.map((seen) => seen.text).join('\n')
    for (const n of Array(40).keys()) has(text, `Paragraph ${n}.`)
    assert.ok(all.length > 1 && all.length <= 3, `${all.length} parts`)
    assert.deepEqual(all.slice(0, -1).flatMap((seen) => seen.labels), [])
    for (const { embeds } of all) assert.ok(embeds[0].description.length <= 4096)
  }
  const allGone = (all) => until('all parts to go', async () => !(await Promise.all(all.map((seen) => twin.message(HELP, seen.id)))).some(Boolean))
  await row('a long answer comes in parts that are deleted together', async () => {
    const first = await ada.command('ask', { question: 'Tell me all the rules of the house' })
    const all = await until('the last part', parts(ada, first.id))
    whole(all)
    await ada.press(all.at(-1), 'Delete')
    await allGone(all)
  })
  await row('a long reply to a mention does so, too', async () => {
    const question = await ada.write(`${mention} Tell me all the rules of the house`)
    const all = await until('the last part', parts(ada, question.id))
    whole(all)
    await ada.press(all.at(-1), 'Delete')
    await allGone(all)
  })
  await row('a long answer for the asker alone stays private in all its parts', async () => {
    const first = await ada.command('ask', { question: 'Tell me all the rules of the house', private: true })
    const all = async () => (await twin.messages(HELP)).filter((m) => BigInt(m.id) >= BigInt(first.id)).map((m) => new Seen(m))
    const ended = async () => (await all()).some((seen) => seen.text.includes('Paragraph 39.')) && all()
    for (const seen of await until('the last part', ended)) {
      assert.ok(seen.isPrivate)
      assert.ok(!seen.labels.includes('Delete'))
    }
  })
  await row('a very long answer comes with a file', async () => {
    const seen = await ada.command('ask', { question: 'Recite the whole history of the club' })
    has(seen.text, 'Paragraph 0.', 'the whole answer is in the attached file')
    const { files, json } = twin.requests.findLast((request) => request.files.length > 0)
    assert.deepEqual(files.map((file) => [file.field, file.name]), [['files[0]', 'answer.md']])
    assert.deepEqual(json.data.attachments, [{ id: 0, filename: 'answer.md' }])
    for (const n of Array(120).keys()) has(files[0].text, `Paragraph ${n}.`)
  })
}

async function apart() {
  await row('each server is answered from its own knowledge', async () => {
    const elsewhere = await reader.command('ask', { question: OPENING })
    lacks(elsewhere.text, 'From ten to six')
    has((await reader.command('ask', { question: 'What about thing number 12?' })).text, 'Thing 12.')
    lacks((await ada.command('ask', { question: 'What about thing number 12?' })).text, 'Thing 12.')
  })
  await row('a button of one server does not work in another', async () => {
    const seen = await ada.command('ask', { question: UNCLEAR })
    const other = await reader.command('ask', { question: 'What about thing number 12?' })
    const refused = await reader.pressId(other, seen.buttons[0].custom_id)
    assert.ok(refused.isPrivate)
    has(refused.text, 'no longer works')
  })
  await row('a channel that is off is off in its threads too', async () => {
    for (const channel of [OFF, THREAD_OF_OFF]) {
      const seen = await ada.in(channel).command('ask', { question: OPENING })
      assert.ok(seen.isPrivate)
      has(seen.text, 'switched off in this channel')
    }
    const ignored = await ada.in(OFF).write(`${mention} ${OPENING}`)
    const inThread = await ada.in(THREAD_OF_OFF).write(`${mention} ${OPENING}`)
    await ada.reply((await ada.write(`${mention} ${OPENING}`)).id)
    await sleep(300)
    const all = [...(await twin.messages(OFF)), ...(await twin.messages(THREAD_OF_OFF))]
    for (const { id } of [ignored, inThread]) assert.ok(!all.some((m) => m.message_reference?.message_id === id))
  })
}

async function manners() {
  await row('every request says whose it is', async () => {
    for (const { headers, method, path: route } of twin.requests) {
      const free = route.includes('/interactions/') || route.includes('/webhooks/')
      if (!free) assert.equal(headers.authorization, `Bot ${TOKEN}`, `${method} ${route}`)
      assert.match(headers['user-agent'], /^DiscordBot \(\S+, \S+\)/, `${method} ${route}`)
    }
  })
  await row('nothing that was sent may ping', async () => {
    const bodies = twin.requests.map(({ json }) => (json?.type && json.data ? json.data : json))
    const messages = bodies.filter((body) => body && ('embeds' in body || 'content' in body))
    assert.ok(messages.length > 50, `${messages.length} messages`)
    for (const body of messages) assert.deepEqual(body.allowed_mentions, { parse: [], replied_user: false })
  })
  await row('the twin refused nothing', async () => {
    const bad = twin.requests.filter((request) => request.status >= 400)
    assert.deepEqual(bad.map(({ method, path: route, status }) => `${method} ${route}: ${status}`), [])
  })
  await row('no interaction is left without an answer', async () => {
    assert.deepEqual(await twin.prisma.interactionResponse.findMany({ where: { acknowledged: false } }), [])
  })
}

async function restarting() {
  const seen = await ada.command('ask', { question: UNCLEAR })
  await row('SIGTERM stops it with exit code 0', async () => {
    assert.equal(await askwell.stop(), 0)
    has(askwell.log, 'stopping on SIGTERM')
    await until('the connection to close', () => twin.connected.length === 0)
  })
  await row('the log has no warning and not the token', async () => {
    const lines = askwell.log.split('\n').filter((line) => /WARN|ERROR|panicked/.test(line))
    assert.deepEqual(lines, [])
    lacks(askwell.log, TOKEN.split('.')[1], TOKEN.split('.')[2])
  })
  await row('after a restart nothing is registered anew, and buttons of before work', async () => {
    const made = twin.sent('POST', '/commands').length
    const reads = twin.sent('GET', '/commands').length
    const ready = twin.connected.length
    askwell = Askwell.start(twin, { home, config, knowledge })
    await until('the bot to connect again', () => twin.connected.length > ready)
    await until('the commands to be read', () => twin.sent('GET', '/commands').length > reads)
    await ada.press(seen, 'How do I stop the trial membership?')
    has(new Seen(await twin.message(HELP, seen.id)).text, 'By letter.')
    const changes = twin.requests.filter(({ method, path: route }) => method !== 'GET' && route.includes('/commands'))
    assert.equal(changes.length, made, 'nothing differs, so nothing is written')
  })
  await row('a connection that is refused a resume begins anew', async () => {
    const first = new Promise((resolve) => {
      twin.gateway.wss.once('connection', (socket) => socket.once('message', (text) => resolve([socket, JSON.parse(text)])))
    })
    twin.connected[0].ws.terminate()
    const [socket, { op }] = await within(5_000, first)
    assert.equal(op, 6, 'it resumes')
    socket.send(JSON.stringify({ op: 9, d: false, s: null, t: null }))
    await until('the bot to identify', () => twin.connected.length === 1)
    has((await ada.command('ask', { question: OPENING })).text, 'From ten to six')
  })
  await row('a stop lets what was begun come to its end', async () => {
    const held = twin.holdAnswers()
    const asked = [...Array(10).keys()].map(() => ada.command('ask', { question: OPENING }))
    // Begun is what the bot has taken from the line and not yet answered.
    await until('all answers to be on their way', () => held.arrived === 10)
    const stopped = askwell.stop()
    assert.equal(await Promise.race([stopped, sleep(200).then(() => 'waits')]), 'waits')
    held.release()
    for (const answer of await Promise.all(asked)) has(answer.text, 'From ten to six')
    assert.equal(await stopped, 0)
  })
}
