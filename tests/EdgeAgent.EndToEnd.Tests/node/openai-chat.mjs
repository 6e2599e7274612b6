// The official OpenAI client against a hub: the same conversation whole and streamed; prints one JSON object.
import OpenAI from 'openai';

const [baseURL, model, prompt, maxTokens] = process.argv.slice(2);
const client = new OpenAI({ baseURL, apiKey: 'not-needed-on-loopback', maxRetries: 0 });
const request = {
  model,
  messages: [{ role: 'user', content: prompt }],
  max_tokens: Number(maxTokens),
  temperature: 0,
  seed: 7,
};

const whole = await client.chat.completions.create(request);
const stream = await client.chat.completions.create({
  ...request,
  stream: true,
  stream_options: { include_usage: true },
});
let streamed = '';
let chunks = 0;
let finish = null;
let usage = null;
for await (const chunk of stream) {
  chunks += 1;
  streamed += chunk.choices[0]?.delta?.content ?? '';
  finish = chunk.choices[0]?.finish_reason ?? finish;
  usage = chunk.usage ?? usage;
}

const models = [];
for await (const item of client.models.list()) models.push(item.id);

let unknownModel = null;
try {
  await client.chat.completions.create({ ...request, model: 'no-such-model' });
} catch (error) {
  unknownModel = { status: error.status, code: error.code, type: error.type };
}

console.log(JSON.stringify({
  models,
  whole: whole.choices[0].message.content,
  wholeFinish: whole.choices[0].finish_reason,
  wholeUsage: whole.usage,
  streamed,
  chunks,
  finish,
  usage,
  unknownModel,
}));
