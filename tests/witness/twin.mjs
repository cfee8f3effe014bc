// The other make of Discord (the package discord-digital-twin), what has to be added to it so that a bot that is not
// written with discord.js can use it, a person's hands, and the bot itself as a process.

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import http from 'node:http'
import net from 'node:net'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

import { sleep, until, within } from './rows.mjs'

// Discord's numbers for what they name.
export const EPHEMERAL = 64
export const COMMAND = 2
export const COMPONENT = 3
export const AUTOCOMPLETE = 4
export const SUBMITTED = 5
export const ANSWERED = 4
export const DEFERRED_UPDATE = 6
export const UPDATED = 7
export const CHOICES = 8
export const FORM = 9

// The form of a real token; it opens nothing.
export const TOKEN = 'MTAwMDAwMDAwMDAwMDAwMDAwMA.twin00.opens-nothing-but-the-digital-twin-00'

const package_of_twin = path.join(process.env.WITNESS_MODULES, 'discord-digital-twin', 'dist', 'index.js')
const { DigitalDiscord, generateSnowflake } = await import(pathToFileURL(package_of_twin))

// The twin would listen to the whole network.
const listen = net.Server.prototype.listen
net.Server.prototype.listen = function (port, ...rest) {
  return typeof port === 'number' && typeof rest[0] === 'function'
    ? listen.call(this, port, '127.0.0.1', ...rest)
    : listen.call(this, port, ...rest)
}

export class Twin {
  // `people`: name and id of each. `guilds` as DigitalDiscord takes them.
  static async start({ bot, people, guilds }) {
    const twin = new Twin()
    twin.people = new Map(Object.entries(people).map(([name, { id, isBot }]) => [id, { id, name, isBot: !!isBot }]))
    twin.people.set(bot.id, { id: bot.id, name: bot.name, isBot: true })
    twin.discord = new DigitalDiscord({
      botToken: TOKEN,
      botUser: { id: bot.id, username: bot.name },
      users: Object.entries(people).map(([username, { id, isBot }]) => ({ id, username, bot: isBot })),
      guilds,
    })
    await twin.discord.start()
    twin.mendEvents()
    twin.requests = []
    twin.unkept = new Map()
    twin.shim = await twin.startShim()
    return twin
  }

  get prisma() {
    return this.discord.prisma
  }

  get bot() {
    return this.discord.botUserId
  }

  // Address of the shim, as ASKWELL_DISCORD_API wants it.
  get url() {
    return `http://127.0.0.1:${this.shim.address().port}`
  }

  // Bots that are connected.
  get connected() {
    return this.gateway.clients.filter((client) => client.identified)
  }

  get gateway() {
    return this.discord.server.gateway
  }

  // The twin sends no mentions, no message that is replied to, and an empty server id for direct messages.
  mendEvents() {
    const { gateway } = this
    const broadcast = gateway.broadcast.bind(gateway)
    gateway.broadcast = (name, data) => {
      const event = { ...data }
      if (event.guild_id === '') {
        delete event.guild_id
        delete event.member
        if (name === 'INTERACTION_CREATE') Object.assign(event, { user: this.user(this.acting), context: 1 })
      }
      broadcast(name, event)
    }
    gateway.broadcastMessageCreate = async (message, guild_id) => {
      const referenced = message.message_reference?.message_id
      const replied = referenced ? await this.message(message.channel_id, referenced) : null
      const ids = new Set([...message.content.matchAll(/<@!?(\d+)>/g)].map(([, id]) => id))
      if (replied && this.replyPings) ids.add(replied.author.id)
      const mentions = [...ids].filter((id) => this.people.has(id)).map((id) => this.user(id))
      const more = replied ? { type: 19, referenced_message: replied } : {}
      gateway.broadcast('MESSAGE_CREATE', { ...message, ...more, ...this.marks, guild_id, mentions })
    }
  }

  user(id) {
    const { name, isBot } = this.people.get(id)
    return { id, username: name, global_name: name, discriminator: '0', avatar: null, bot: isBot }
  }

  // Passes requests on to the twin and writes them down. It answers `GET /gateway`, and commands read and made one by
  // one, which the twin has not; and gives the twin the JSON of a form, since it reads no forms.
  async startShim() {
    const server = http.createServer(async (request, response) => {
      const chunks = []
      for await (const chunk of request) chunks.push(chunk)
      const seen = { method: request.method, path: request.url, headers: request.headers, json: null, files: [] }
      this.requests.push(seen)
      try {
        await this.read(seen, Buffer.concat(chunks))
        if (this.held && seen.path.endsWith('/callback')) {
          this.held.arrived += 1
          await this.held.released
        }
        const answer = await this.answer(seen)
        seen.status = answer.status
        response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers })
        response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body))
      } catch (error) {
        seen.status = 500
        seen.error = error
        if (process.env.WITNESS_VERBOSE) console.log(`${seen.method} ${seen.path}: ${error.stack}`)
        response.writeHead(500).end()
      }
    })
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
    return server
  }

  // Keeps first answers waiting until they are released.
  holdAnswers() {
    const held = { arrived: 0 }
    held.released = new Promise((resolve) => (held.release = resolve))
    this.held = held
    return held
  }

  async read(seen, body) {
    const type = seen.headers['content-type'] ?? ''
    if (body.length === 0) return
    if (!type.startsWith('multipart/form-data')) {
      seen.json = JSON.parse(body)
      return
    }
    // Read by the form parser of the platform, which is a judge of its own.
    const form = await new Response(body, { headers: { 'content-type': type } }).formData()
    seen.json = JSON.parse(form.get('payload_json'))
    for (const [field, file] of form) {
      if (field !== 'payload_json') seen.files.push({ field, name: file.name, text: await file.text() })
    }
  }

  async answer({ method, path: whole, json }) {
    const route = whole.replace('/oauth2/applications/@me', '/applications/@me')
    if (method === 'GET' && route === '/api/v10/gateway') return { status: 200, body: { url: this.discord.gatewayUrl } }
    const commands = route.match(/^\/api\/v10(\/applications\/\d+\/commands)(\?|$)/)
    if (commands && method === 'GET') return { status: 200, body: await this.commands() }
    if (commands && method === 'POST') {
      this.unkept.set(json.name, json)
      const all = await this.forward('PUT', `/api/v10${commands[1]}`, [...(await this.commands()), json])
      return { status: 201, body: all.body.find((command) => command.name === json.name) }
    }
    const channel = route.match(/^\/api\/v10\/channels\/(\d+)\/messages$/)?.[1]
    if (channel && json?.message_reference) return this.forward(method, route, await this.located(json, channel))
    return this.forward(method, route, json)
  }

  // The message with what Discord adds to a reference to another. The twin gives it back as it came.
  async located(json, channel_id) {
    const { guildId } = await this.prisma.channel.findUniqueOrThrow({ where: { id: channel_id } })
    const reference = { type: 0, channel_id, ...(guildId ? { guild_id: guildId } : {}), ...json.message_reference }
    return { ...json, message_reference: reference }
  }

  async forward(method, route, json) {
    const answer = await fetch(`http://127.0.0.1:${this.discord.port}${route}`, {
      method,
      headers: json === null ? {} : { 'content-type': 'application/json' },
      body: json === null ? undefined : JSON.stringify(json),
    })
    const text = await answer.text()
    const limits = [...answer.headers].filter(([name]) => name.startsWith('x-ratelimit'))
    return { status: answer.status, headers: Object.fromEntries(limits), body: text ? JSON.parse(text) : undefined }
  }

  // The commands that are registered for all servers, as Discord tells them. Their names in other languages and where they
  // can be used the twin does not keep, so they are as they were sent.
  async commands() {
    const all = await this.prisma.applicationCommand.findMany({ where: { guildId: null } })
    return all.map((command) => ({
      id: command.id,
      application_id: command.applicationId,
      version: command.version,
      type: command.type,
      name: command.name,
      description: command.description,
      options: JSON.parse(command.options),
      default_member_permissions: command.defaultMemberPermissions,
      nsfw: command.nsfw,
      name_localizations: this.unkept.get(command.name)?.name_localizations,
      description_localizations: this.unkept.get(command.name)?.description_localizations,
      contexts: this.unkept.get(command.name)?.contexts,
    }))
  }

  // Requests of a method whose path has `part`.
  sent(method, part) {
    return this.requests.filter((request) => request.method === method && request.path.includes(part))
  }

  // A message as the twin has it now; null when it is gone.
  async message(channel, id) {
    const { status, body } = await this.forward('GET', `/api/v10/channels/${channel}/messages/${id}`, null)
    return status === 200 ? body : null
  }

  // All messages of a channel, the oldest first.
  async messages(channel) {
    return this.discord.channel(channel).getMessages()
  }

  async addDirectChannel(id) {
    await this.prisma.channel.create({ data: { id, type: 1 } })
  }

  // Takes all rights from a member but those of everybody, who may not manage messages; the twin gives all of them all.
  async makeOrdinary(guildId, userId) {
    const everybody = String((1n << 10n) | (1n << 11n) | (1n << 16n))
    const where = { guildId_userId: { guildId, userId } }
    await this.prisma.guildMember.update({ where, data: { permissions: everybody } })
  }

  hands(user, channel, guild) {
    return new Hands(this, user, channel, guild)
  }

  async stop() {
    this.shim.closeAllConnections()
    this.shim.close()
    await Promise.race([this.discord.stop(), sleep(500)])
  }
}

// What a person does in a channel. Without a server it is a direct message.
class Hands {
  constructor(twin, id, channel, guild) {
    Object.assign(this, { twin, id, channel, guild })
  }

  get scope() {
    return this.twin.discord.channel(this.channel).user(this.id)
  }

  in(channel, guild = this.guild) {
    return new Hands(this.twin, this.id, channel, guild)
  }

  // Writes; the message. `marks` change what the event says of it; `ping` is whether a reply mentions.
  async write(content, { replyTo, ping = true, marks = {} } = {}) {
    const { twin } = this
    Object.assign(twin, { marks, replyPings: ping })
    const reference = { message_id: replyTo, channel_id: this.channel, ...(this.guild ? { guild_id: this.guild } : {}) }
    const message = await this.scope.sendMessage({ content, messageReference: replyTo ? reference : undefined })
    // The event of a reply is sent a moment later.
    await sleep(replyTo ? 50 : 0)
    twin.marks = {}
    return message
  }

  // The bot's reply to a message.
  async reply(to, patience) {
    const answers = async () => (await this.twin.messages(this.channel)).find((m) => m.message_reference?.message_id === to)
    return new Seen(await until('a reply', answers, patience))
  }

  // A slash command. `path` is its name with the subcommand, `options` an object.
  async command(path, options = {}, { resolved } = {}) {
    const data = await this.slash(path, await this.options(path, options))
    return this.interact(COMMAND, { ...data, ...(resolved ? { resolved } : {}) })
  }

  // What is offered while `option` is typed.
  async type(path, option, value) {
    const data = await this.slash(path, [{ name: option, type: 3, value, focused: true }])
    const seen = await this.interact(AUTOCOMPLETE, data)
    assert.equal(seen.kind, CHOICES)
    return seen.data.choices
  }

  // The menu of a message.
  async menu(name, message) {
    const command = (await this.twin.commands()).find((one) => one.name === name && one.type === 3)
    assert.ok(command, `there is no menu ${name}`)
    const resolved = { messages: { [message.id]: message } }
    return this.interact(COMMAND, { id: command.id, name, type: 3, target_id: message.id, resolved })
  }

  // Presses the button with this label.
  async press(seen, label) {
    const button = seen.buttons.find((one) => one.label === label)
    assert.ok(button && !button.disabled, `no button ${label} to press among: ${seen.labels.join(', ')}`)
    return this.pressId(seen, button.custom_id)
  }

  async pressId(seen, custom_id) {
    return this.interact(COMPONENT, { custom_id, component_type: 2 }, seen.id)
  }

  // Chooses from the menu with this placeholder the option whose label has `part`.
  async choose(seen, placeholder, part) {
    const menu = seen.menus.find((one) => one.placeholder === placeholder)
    const option = menu?.options.find((one) => one.label.includes(part))
    assert.ok(option, `no option ${part} in the menu ${placeholder}`)
    return this.interact(COMPONENT, { custom_id: menu.custom_id, component_type: 3, values: [option.value] }, seen.id)
  }

  // Fills in the form that was opened, and sends it off; what is not given keeps what stands in it.
  async fill(opened, texts) {
    const filled = ({ type, id, custom_id, value }) => ({ type, id, custom_id, value: texts[custom_id] ?? value ?? '' })
    const rows = opened.data.components.map((row) =>
      row.component
        ? { type: row.type, id: row.id, component: filled(row.component) }
        : { type: row.type, id: row.id, components: row.components.map(filled) },
    )
    return this.interact(SUBMITTED, { custom_id: opened.data.custom_id, components: rows })
  }

  async slash(path, options) {
    const [name, subcommand] = path.split(' ')
    const command = (await this.twin.commands()).find((one) => one.name === name && one.type === 1)
    assert.ok(command, `there is no /${name}`)
    const inner = subcommand ? [{ name: subcommand, type: 1, options }] : options
    return { id: command.id, name, type: 1, options: inner }
  }

  // Options with the types that were registered.
  async options(path, values) {
    const [name, subcommand] = path.split(' ')
    const command = (await this.twin.commands()).find((one) => one.name === name && one.type === 1)
    const known = subcommand ? command?.options.find((one) => one.name === subcommand)?.options : command?.options
    return Object.entries(values).map(([option, value]) => {
      const type = known?.find((one) => one.name === option)?.type
      assert.ok(type, `/${path} has no option ${option}`)
      return { name: option, type, value }
    })
  }

  // An interaction and what the bot answers to it, within Discord's three seconds.
  async interact(type, data, messageId) {
    const { twin, channel } = this
    twin.acting = this.id
    const guildId = this.guild ?? ''
    const { id, token } = await twin.discord.simulateInteraction({ type, channelId: channel, userId: this.id, data, guildId, messageId })
    const answer = await twin.discord.channel(channel).waitForInteractionAck({ interactionId: id, timeout: 3_000 })
    const said = answer.data ? JSON.parse(answer.data) : {}
    const message = answer.messageId ? await twin.message(channel, answer.messageId) : null
    return new Seen(message ?? {}, { kind: answer.type, data: said, token })
  }
}

// A message, and how it came about.
export class Seen {
  constructor(message, { kind, data, token } = {}) {
    Object.assign(this, { message, kind, data, token })
  }

  get id() {
    return this.message.id
  }

  get isPrivate() {
    return ((this.message.flags ?? 0) & EPHEMERAL) !== 0
  }

  get embeds() {
    return this.message.embeds ?? []
  }

  // All that can be read.
  get text() {
    const embed = ({ author, title, description, fields, footer }) =>
      [author?.name, title, description, ...(fields ?? []).flatMap((f) => [f.name, f.value]), footer?.text]
    return [this.message.content, ...this.embeds.flatMap(embed)].filter(Boolean).join('\n')
  }

  get components() {
    return (this.message.components ?? []).flatMap((row) => row.components)
  }

  get buttons() {
    return this.components.filter((one) => one.type === 2)
  }

  get labels() {
    return this.buttons.map((button) => button.label)
  }

  get menus() {
    return this.components.filter((one) => one.type === 3)
  }
}

// The bot, as a process.
export class Askwell {
  static start(twin, { home, config, knowledge }) {
    const askwell = new Askwell()
    askwell.log = ''
    const env = {
      PATH: process.env.PATH,
      HOME: home,
      ASKWELL_CACHE_DIR: path.join(home, 'cache'),
      ASKWELL_DISCORD_API: twin.url,
      ASKWELL_STORE: path.join(home, 'askwell.db'),
      DISCORD_TOKEN: TOKEN,
      ORT_DYLIB_PATH: process.env.ORT_DYLIB_PATH,
    }
    const args = ['discord', '--config', config, '-k', knowledge]
    const child = spawn(process.env.ASKWELL_BIN, args, { env, cwd: process.cwd(), stdio: ['ignore', 'ignore', 'pipe'] })
    child.stderr.setEncoding('utf8').on('data', (text) => (askwell.log += text))
    askwell.ended = new Promise((resolve) => {
      child.on('exit', (code, signal) => resolve(signal ?? code))
      child.on('error', (error) => resolve(error.message))
    })
    askwell.child = child
    process.on('exit', () => child.kill('SIGKILL'))
    return askwell
  }

  // Tells it to stop; its exit code.
  async stop() {
    this.child.kill('SIGTERM')
    return within(10_000, this.ended)
  }
}

export { generateSnowflake }
