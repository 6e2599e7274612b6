// The official OpenAI client continues a plain text, greedily; prints the continuation.
import OpenAI from 'openai';

const [baseURL, model, prompt, maxTokens] = process.argv.slice(2);
const client = new OpenAI({ baseURL, apiKey: 'not-needed-on-loopback', maxRetries: 0 });
const answer = await client.completions.create({
  model,
  prompt,
  max_tokens: Number(maxTokens),
  temperature: 0,
});
process.stdout.write(answer.choices[0].text);
