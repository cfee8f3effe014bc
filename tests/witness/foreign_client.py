"""Another make of client in front of our fake Discord: a bot on discord.py, driven by the text client of the example
`fake_discord`. It keeps the fake honest: what discord.py cannot read, or does in another way than serenity, shows here.

Not looked at: voice, shards, and what the fake does not have; the text client opens no menu of a person.
"""

import asyncio
import logging
import os
import re
import socket
import sys
import tempfile
import time
import traceback

import discord
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket

ROW_WITHIN = 15
# The text client waits for its bot for a minute.
START_WITHIN = 30

LINE = '\n'
PROMPT = re.compile(r'\n(\S+ in \S+ #\S+ > )$')


class Bot(discord.Client):
    def __init__(self):
        intents = discord.Intents.default()
        intents.message_content = True
        super().__init__(intents=intents, allowed_mentions=discord.AllowedMentions.none())
        self.tree = app_commands.CommandTree(self)
        self.resumed = asyncio.Event()
        self.seen = []
        add_commands(self.tree)

    async def setup_hook(self):
        await self.tree.sync()

    async def on_resumed(self):
        self.resumed.set()

    async def on_message(self, message):
        if message.author.bot:
            return
        self.seen.append(message.content)
        word = message.content.replace(self.user.mention, '').strip()
        if self.user not in message.mentions and message.guild is not None:
            return
        if word == 'work':
            await work(message)
        elif word == 'thread':
            thread = await message.create_thread(name='aside')
            await thread.send(f'in {thread.name} of {thread.parent.name}')
            await message.reply(f'thread {thread.id == message.id}')
        elif word == 'past':
            past = [one.content async for one in message.channel.history(limit=3, before=message)]
            await message.reply(f'{len(past)} before it, the last {past[0]!r}')
        elif word == 'nothing':
            await message.reply(await refused(message.channel.fetch_message(1)))
        elif word == 'too long':
            await message.reply(await refused(message.channel.send('x' * 2001)))
        else:
            where = 'nowhere' if message.guild is None else message.guild.name
            await message.reply(f'{message.author.display_name} wrote {word!r} in {where}', mention_author=False)

    async def on_message_edit(self, before, after):
        if not after.author.bot:
            await after.channel.send(f'edited: {before.content!r} to {after.content!r}')

    async def on_message_delete(self, message):
        if not message.author.bot:
            await message.channel.send(f'deleted: {message.content!r}')


async def refused(call):
    try:
        await call
    except discord.HTTPException as error:
        return f'{error.status} {error.code}'
    return 'taken'


async def work(message):
    """What a bot does with messages of its own."""
    async with message.channel.typing():
        own = await message.channel.send('first')
    await own.edit(content='second', embed=discord.Embed(title='Edited', description='twice').add_field(name='a', value='b'))
    await own.add_reaction('👍')
    again = await message.channel.fetch_message(own.id)
    brief = await message.channel.send('brief')
    await brief.delete()
    await message.reply(f'{again.content} {again.embeds[0].title} {again.edited_at is not None} {again.author.bot}')


class Buttons(discord.ui.View):
    @discord.ui.button(label='Count', style=discord.ButtonStyle.primary)
    async def count(self, interaction, button):
        button.label = 'Counted'
        button.disabled = True
        await interaction.response.edit_message(content=f'counted by {interaction.user.display_name}', view=self)

    @discord.ui.button(label='Slowly')
    async def slowly(self, interaction, button):
        await interaction.response.defer()
        await interaction.edit_original_response(content='slowly done')
        await interaction.followup.send('and more', ephemeral=True)

    @discord.ui.button(label='Away')
    async def away(self, interaction, button):
        await interaction.response.defer()
        await interaction.delete_original_response()


class Colours(discord.ui.View):
    options = [discord.SelectOption(label=name, value=name.lower(), description=f'the colour {name}') for name in ('Red', 'Green', 'Blue')]

    @discord.ui.select(placeholder='Which colours?', min_values=1, max_values=2, options=options)
    async def chosen(self, interaction, select):
        await interaction.response.send_message(f'chosen: {" and ".join(select.values)}', ephemeral=True)


class Form(discord.ui.Modal, title='A small form'):
    name = discord.ui.TextInput(label='Name', max_length=20)
    story = discord.ui.TextInput(label='Story', style=discord.TextStyle.paragraph, required=False)

    async def on_submit(self, interaction):
        await interaction.response.send_message(f'form: {self.name.value} / {self.story.value}')


class Opinion(discord.ui.Modal, title='Not helpful'):
    reason = discord.ui.Label(text='Reason', component=discord.ui.Select(options=[discord.SelectOption(label='Wrong entry', value='wrong'), discord.SelectOption(label='Outdated', value='old', default=True)]))
    words = discord.ui.Label(text='In your words', description='As long as you like', component=discord.ui.TextInput(default='none yet', style=discord.TextStyle.paragraph))

    async def on_submit(self, interaction):
        said = f'{self.reason.component.values} {self.words.component.value}'
        await interaction.response.edit_message(content=f'thanks for {said}', view=None)


class Opinions(discord.ui.View):
    @discord.ui.button(label='Not helpful')
    async def opens(self, interaction, button):
        await interaction.response.send_modal(Opinion())


def add_commands(tree):
    @tree.command(description='Greets somebody')
    @app_commands.describe(text='What to say', times='How often')
    async def greet(interaction, text: app_commands.Range[str, 1, 50], times: app_commands.Range[int, 1, 3] = 1, loud: bool = False, whom: discord.Member = None, where: discord.TextChannel = None, share: float = 0.5):
        said = ' '.join([text.upper() if loud else text] * times)
        embed = discord.Embed(title=said, description=f'share {share}', colour=0x2E8B57).set_footer(text='bye').set_author(name='me')
        embed.add_field(name='whom', value=whom.display_name if whom else 'nobody')
        embed.add_field(name='where', value=where.name if where else 'here')
        await interaction.response.send_message(embed=embed)
        original = await interaction.original_response()
        assert original.embeds[0].title == said

    @tree.command(description='Takes its time')
    async def think(interaction):
        await interaction.response.defer(thinking=True)
        await asyncio.sleep(0.1)
        first = await interaction.followup.send('thought of it', wait=True)
        second = await interaction.followup.send('and of this', wait=True)
        await second.edit(content='and of that')
        original = await interaction.original_response()
        await interaction.edit_original_response(content=f'thought of it: {first.id == original.id}')

    @tree.command(description='For your eyes only')
    async def secret(interaction):
        await interaction.response.send_message('psst', ephemeral=True)

    @tree.command(description='Where to go')
    async def travel(interaction, city: str):
        await interaction.response.send_message(f'off to {city}')

    @travel.autocomplete('city')
    async def cities(interaction, current):
        known = ['Aachen', 'Basel', 'Berlin', 'Bern']
        return [app_commands.Choice(name=f'{city}!', value=city) for city in known if current.lower() in city.lower()]

    @tree.command(description='Says nothing')
    async def silent(interaction):
        pass

    @tree.command(description='Buttons')
    async def buttons(interaction):
        await interaction.response.send_message('press', view=Buttons())

    @tree.command(description='A menu')
    async def colours(interaction):
        await interaction.response.send_message('choose', view=Colours())

    @tree.command(description='A form')
    async def form(interaction):
        await interaction.response.send_modal(Form())

    @tree.command(description='A form behind a button')
    async def opinion(interaction):
        await interaction.response.send_message('an answer', view=Opinions())

    @tree.command(description='For few')
    @app_commands.default_permissions(manage_messages=True)
    async def guarded(interaction):
        await interaction.response.send_message('welcome')

    @tree.command(description='Sends a file')
    async def file(interaction):
        import io

        files = [discord.File(io.BytesIO(b'twelve bytes'), 'a.txt'), discord.File(io.BytesIO(b'4567'), 'b.txt')]
        await interaction.response.send_message('files', files=files)

    @tree.command(description='Reads a file')
    async def read(interaction, file: discord.Attachment):
        text = (await file.read()).decode()
        await interaction.response.send_message(f'{file.filename}: {text}')

    team = app_commands.Group(name='team', description='Teams')

    @team.command(description='Adds one')
    async def add(interaction, name: str):
        await interaction.response.send_message(f'added {name}')

    tree.add_command(team)

    @tree.context_menu(name='Quote it')
    async def quote(interaction, message: discord.Message):
        await interaction.response.send_message(f'{message.author.display_name} said {message.content!r}')


async def commands_end():
    """Waits until the bot has done with what it was asked. discord.py knows a form or a button only once the request that
    showed it is answered: what is written into the form before that is lost to it, and only a machine is so fast."""
    names = ('CommandTree-invoker', 'discord-ui-modal-dispatch', 'discord-ui-view-dispatch')
    running = [task for task in asyncio.all_tasks() if task.get_name().startswith(names)]
    if running:
        await asyncio.wait(running, timeout=ROW_WITHIN)


class TextClient:
    """The example, one line at a time."""

    @classmethod
    async def start(cls, program, port):
        client = cls()
        client.process = await asyncio.create_subprocess_exec(
            program, str(port), stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
        )
        client.text = ''
        await client.read_until(lambda text: 'Waiting for the bot' in text)
        client.token = re.search(r'DISCORD_TOKEN=(\S+)', client.text).group(1)
        return client

    async def read_until(self, enough):
        while not enough(self.text):
            chunk = await asyncio.wait_for(self.process.stdout.read(65536), START_WITHIN)
            if not chunk:
                raise AssertionError(f'the fake ended:\n{self.text}')
            self.text += chunk.decode()

    async def ready(self):
        await self.read_until(PROMPT.search)

    async def says(self, line):
        """What comes of a line, until the next one is asked for."""
        self.text = ''
        self.process.stdin.write(f'{line}{LINE}'.encode())
        await self.process.stdin.drain()
        await self.read_until(PROMPT.search)
        await commands_end()
        return self.text

    async def waits_for(self, line, part):
        """As `says`, and what comes after it until it has `part`, since some things come late."""
        text = await self.says(line)
        end = time.monotonic() + 5
        while part not in text and time.monotonic() < end:
            text += await self.says('wait 0.2')
        return text


class Rows:
    def __init__(self):
        self.ok = self.failed = 0

    async def row(self, name, check):
        try:
            await asyncio.wait_for(check, ROW_WITHIN)
            self.ok += 1
            print(f'ok {name}', flush=True)
        except Exception as error:
            self.failed += 1
            why = str(error) or type(error).__name__
            print(f'FAILED {name}: ' + why.replace('\n', '\n    '), flush=True)


def has(text, *parts):
    for part in parts:
        assert part in text, f'{part!r} is not in:\n{text}'


def number(text, label):
    """The number of the button or line with this label."""
    found = re.search(rf'\[(\d+) {re.escape(label)}\]|(\d+)\) {re.escape(label)}', text)
    assert found, f'no {label!r} in:\n{text}'
    return found.group(1) or found.group(2)


def message_number(text, content):
    """The number of the message that says this."""
    before = text[: text.rindex(content)]
    return re.findall(r'^#(\d+) ', before, re.MULTILINE)[-1]


async def stories(rows, client, bot):
    says, waits_for = client.says, client.waits_for

    async def options():
        told = await says('/greet text: hey times: 2 loud: true whom: @ada where: #general share: 0.25')
        has(told, 'HEY HEY', 'share 0.25', 'ada', 'general', 'bye')
        has(await says('/greet hello'), 'hello', 'nobody', 'here')
        has(await says('/greet text: hi times: 9'), '!')

    await rows.row('a command with options of every kind is answered', options())

    async def group():
        has(await says('/team add Reds'), 'added Reds')

    await rows.row('a subcommand is answered', group())

    async def completes():
        told = await says('tab /travel be')
        has(told, 'city: Berlin!', 'city: Bern!')
        assert 'Basel' not in told
        has(await says('tab /travel zz'), 'no suggestions')
        has(await says('/travel Bern'), 'off to Bern')

    await rows.row('what is typed is completed', completes())

    async def defers():
        has(await waits_for('/think', 'thought of it: True'), 'thought of it: True', 'and of that')

    await rows.row('the first followup takes the place of the deferral', defers())

    async def ephemeral():
        told = await says('/secret')
        has(told, 'psst', '(only you)')
        await says('as bob')
        assert 'psst' not in await says('wait 0.1')
        await says('as ada')

    await rows.row('an ephemeral answer is for one alone', ephemeral())

    async def presses():
        told = await says('/buttons')
        count, slowly, away = (number(told, label) for label in ('Count', 'Slowly', 'Away'))
        has(await says(f'click {slowly}'), 'slowly done')
        has(await waits_for('wait 0.1', 'and more') if 'and more' not in client.text else client.text, 'and more')
        has(await says(f'click {count}'), 'counted by ada', '(Counted)')
        has(await waits_for(f'click {away}', 'was deleted'), 'was deleted')

    await rows.row('buttons update, defer and delete', presses())

    async def chooses():
        told = await says('/colours')
        has(told, 'Which colours?', 'the colour Red')
        lines = [number(told, label) for label in ('Red', 'Blue')]
        has(await says(f'choose {" ".join(lines)}'), 'chosen: red and blue')

    await rows.row('a menu brings what was chosen', chooses())

    async def fills():
        has(await says('/form'), 'A small form', 'Name', 'Story (may stay empty)')
        has(await says('fill Ada | Once upon a time'), 'form: Ada / Once upon a time')

    await rows.row('a form brings what was written', fills())

    async def fills_behind_a_button():
        told = await says('/opinion')
        has(await says(f'click {number(told, "Not helpful")}'), 'Not helpful', 'Reason: old', 'In your words: none yet')
        has(await says('fill Wrong entry'), "thanks for ['wrong'] none yet")

    await rows.row('a form behind a button has labels, a menu and texts, and changes the message', fills_behind_a_button())

    async def hides():
        told = await says('/guarded')
        has(told, 'may not use guarded')
        assert 'welcome' not in told

    await rows.row('a command is hidden from those without the permission for it', hides())

    async def files():
        has(await says('/file'), 'file a.txt (12 bytes)', 'file b.txt (4 bytes)')
        with tempfile.NamedTemporaryFile('w', suffix='.txt') as file:
            file.write('from the disk')
            file.flush()
            has(await says(f'/read {file.name}'), ': from the disk')

    await rows.row('files go both ways', files())

    async def menu():
        told = await says('a wise word')
        said = message_number(told + await says('wait 0.1'), 'a wise word')
        has(await says(f'menu Quote it {said}'), "ada said 'a wise word'")

    await rows.row('the menu of a message brings the message', menu())

    async def mentions():
        told = await says('@bot how are you?')
        has(told, "ada wrote 'how are you?' in meadow", ' to #')
        has(await says('dm hello there'), "ada wrote 'hello there' in nowhere", '(direct)')

    await rows.row('a mention and a direct message are replied to', mentions())

    async def works():
        told = await waits_for('@bot work', 'second Edited True True')
        has(told, 'second Edited True True', '👍', 'Edited', '(edited)')
        assert 'brief' not in await says('wait 0.1')

    await rows.row('messages are sent, edited, fetched, reacted to and deleted', works())

    async def changes():
        told = await says('a first thought')
        own = message_number(told, 'a first thought')
        has(await waits_for(f'edit {own} a second thought', 'edited: '), "edited: 'a first thought' to 'a second thought'")
        has(await waits_for(f'delete {own}', 'deleted: '), "deleted: 'a second thought'")

    await rows.row('edits and deletions are heard', changes())

    async def past():
        await says('one before')
        has(await waits_for('@bot past', 'before it'), "3 before it, the last 'one before'")

    await rows.row('what was written before can be read', past())

    async def thread():
        has(await waits_for('@bot thread', 'thread True'), 'thread True')

    await rows.row('a thread begins at a message', thread())

    async def missing():
        has(await waits_for('@bot nothing', '404'), '404 10008')

    await rows.row('what is not there is told with the code of it', missing())

    async def fails():
        has(await says('/silent'), 'The application did not respond')

    await rows.row('a command without an answer fails visibly', fails())

    async def resumes():
        session = bot.ws.session_id
        await bot.ws.close(4000)
        await says('unheard meanwhile')
        await bot.resumed.wait()
        assert bot.ws.session_id == session
        end = time.monotonic() + 5
        while 'unheard meanwhile' not in bot.seen and time.monotonic() < end:
            await asyncio.sleep(0.05)
        assert 'unheard meanwhile' in bot.seen, bot.seen
        has(await says('/travel Basel'), 'off to Basel')

    await rows.row('a broken connection is resumed and nothing is lost', resumes())

    async def parsed():
        assert not bot.complaints, bot.complaints

    await rows.row('discord.py found nothing strange', parsed())

    async def clean():
        has(await says('rules'), 'none was broken')

    await rows.row('no rule of the fake was broken', clean())

    async def limits():
        has(await waits_for('@bot too long', '400'), '400 50035')
        told = await says('rules')
        has(told, '2000')
        assert 'none was broken' not in told

    await rows.row('a message that is too long is refused and written down', limits())


class Complaints(logging.Handler):
    """Warnings and errors of discord.py: events it cannot read, requests that failed."""

    def __init__(self, into):
        super().__init__(logging.WARNING)
        self.into = into

    def emit(self, record):
        # Nobody speaks in voice here.
        if 'voice' not in record.getMessage():
            # The last cause says what it is; the lines above say where.
            lines = traceback.format_exception(*record.exc_info) if record.exc_info else []
            self.into.append(record.getMessage() + ''.join(lines[-1:]).rstrip())
            if os.environ.get('WITNESS_VERBOSE'):
                print(record.getMessage(), ''.join(lines), sep=LINE, file=sys.stderr)


async def main():
    with socket.socket() as free:
        free.bind(('127.0.0.1', 0))
        port = free.getsockname()[1]
    rows = Rows()
    client = await TextClient.start(os.environ['FAKE_DISCORD_BIN'], port)
    discord.http.Route.BASE = f'http://127.0.0.1:{port}/api/v10'
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f'ws://127.0.0.1:{port}/')
    bot = Bot()
    bot.complaints = []
    logging.getLogger('discord').addHandler(Complaints(bot.complaints))
    task = asyncio.create_task(bot.start(client.token))
    try:
        await client.ready()
        await asyncio.wait_for(bot.wait_until_ready(), START_WITHIN)
        await stories(rows, client, bot)
    except Exception as error:
        rows.failed += 1
        print(f'FAILED the stories come to their end: {error!r}')
        if task.done() and task.exception():
            print(f'    {task.exception()!r}')
    finally:
        await bot.close()
        task.cancel()
        client.process.kill()
        await client.process.wait()
    print(f'foreign client: {rows.ok} ok, {rows.failed} failed', flush=True)
    return 1 if rows.failed or not rows.ok else 0


sys.exit(asyncio.run(main()))
