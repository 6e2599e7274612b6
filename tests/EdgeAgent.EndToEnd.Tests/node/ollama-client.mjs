// The official Ollama client against a hub: what it lists, and the same conversation whole and streamed; prints one JSON object.
import { Ollama } from 'ollama';

const [host, model, prompt, tokens] = process.argv.slice(2);
const client = new Ollama({ host });
const options = { temperature: 0, num_predict: Number(tokens), repeat_penalty: 1, seed: 7 };
const messages = [{ role: 'user', content: prompt }];

const gather = async (stream, text) => {
  let streamed = '';
  let last = null;
  for await (const part of stream) {
    streamed += text(part);
    last = part;
  }
  return { streamed, last };
};
const failure = async (call) => {
  try {
    await call();
    return null;
  } catch (error) {
    return { status: error.status_code, error: error.error };
  }
};

const chat = await client.chat({ model, messages, options });
const chatStream = await gather(
  await client.chat({ model, messages, options, stream: true }), (part) => part.message.content);
const generate = await client.generate({ model, prompt, options });
const generateStream = await gather(
  await client.generate({ model, prompt, options, stream: true }), (part) => part.response);
const raw = await client.generate({ model, prompt, options, raw: true });
const load = await client.generate({ model, prompt: '' });

console.log(JSON.stringify({
  version: await client.version(),
  tags: (await client.list()).models,
  running: (await client.ps()).models.length,
  shown: await client.show({ model }),
  chat,
  chatStream,
  generate,
  generateStream,
  raw,
  load,
  unknownModel: await failure(() => client.chat({ model: 'no-such-model', messages })),
  image: await failure(() => client.chat({ model, messages: [{ ...messages[0], images: ['AAAA'] }] })),
}));
