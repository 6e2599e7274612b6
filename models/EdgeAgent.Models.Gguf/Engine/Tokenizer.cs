using System.Buffers;
using System.Text;
using EdgeAgent.Models.Gguf.Native;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>Text to tokens and back, with the model's own vocabulary. Safe for concurrent callers.</summary>
internal sealed unsafe class Tokenizer : IDisposable
{
    private const int SpareTokens = 16;

    private readonly VocabularyHandle _vocabulary;

    /// <param name="vocabulary">Owned from here on.</param>
    /// <exception cref="ModelFormatException">The vocabulary cannot be used without ending the process.</exception>
    public Tokenizer(VocabularyHandle vocabulary)
    {
        _vocabulary = vocabulary;
        Count = LlamaApi.llama_vocab_n_tokens(vocabulary);
        Begin = LlamaApi.llama_vocab_bos(vocabulary) is var token and not LlamaApi.TokenNull ? token : null;
        var lacksBegin = LlamaApi.llama_vocab_get_add_bos(vocabulary) != 0 && Begin is null;
        var lacksEnd = LlamaApi.llama_vocab_get_add_eos(vocabulary) != 0
            && LlamaApi.llama_vocab_eos(vocabulary) == LlamaApi.TokenNull;
        if (lacksBegin || lacksEnd)
        {
            vocabulary.Dispose();
            throw new ModelFormatException(
                "The model wants a begin or end token around each prompt and does not say which.");
        }
    }

    /// <summary>Number of tokens.</summary>
    public int Count { get; }

    /// <summary>The token that begins a text; null where the model has none.</summary>
    public int? Begin { get; }

    /// <summary>
    /// Tokens of a prompt; begin and end tokens as the model wants them, marks in the text are taken as marks.
    /// </summary>
    public int[] Encode(string text)
    {
        // The text stands in memory with a closing zero, so that even an empty one has an address.
        var length = Encoding.UTF8.GetByteCount(text);
        var utf8 = ArrayPool<byte>.Shared.Rent(length + 1);
        // A token has at least one byte, apart from those that are added around the text.
        var tokens = ArrayPool<int>.Shared.Rent(length + SpareTokens);
        try
        {
            Encoding.UTF8.GetBytes(text, utf8);
            fixed (byte* start = utf8)
            fixed (int* first = tokens)
            {
                var count = LlamaApi.llama_tokenize(
                    _vocabulary, start, length, first, tokens.Length, add_special: 1, parse_special: 1);
                return count >= 0
                    ? tokens.AsSpan(0, count).ToArray()
                    : throw new InferenceException($"The vocabulary makes {-(long)count} tokens of {length} bytes.");
            }
        }
        finally
        {
            ArrayPool<int>.Shared.Return(tokens);
            ArrayPool<byte>.Shared.Return(utf8);
        }
    }

    /// <summary>The state of a grammar at the beginning of an answer.</summary>
    /// <exception cref="InvalidRequestException">The rules are no GBNF, or have no end.</exception>
    public GrammarState Open(OutputGrammar grammar) => GrammarState.Open(_vocabulary, grammar);

    /// <summary>Whether a token ends an answer.</summary>
    public bool Ends(int token) => LlamaApi.llama_vocab_is_eog(_vocabulary, token) != 0;

    /// <summary>Writes the bytes of one token; control tokens have none.</summary>
    /// <param name="token">The token.</param>
    /// <param name="buffer">Replaced by a larger one if need be.</param>
    /// <returns>Number of bytes, part of a character at times.</returns>
    public int Decode(int token, ref byte[] buffer)
    {
        var count = Decode(token, buffer);
        if (count < 0)
        {
            buffer = new byte[-count];
            count = Decode(token, buffer);
        }
        return count;
    }

    public void Dispose() => _vocabulary.Dispose();

    private int Decode(int token, byte[] buffer)
    {
        fixed (byte* start = buffer)
        {
            return LlamaApi.llama_token_to_piece(_vocabulary, token, start, buffer.Length, lstrip: 0, special: 0);
        }
    }
}
