using System.Text;
using EdgeAgent.Models.Gguf.Engine;
using EdgeAgent.Models.Gguf.Native;
using EdgeAgent.Models.Gguf.RandomModels;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Gguf.Tests.Schemas;

/// <summary>Walks through grammars byte by byte, with the engine's own grammar state.</summary>
internal sealed class GrammarWalk : IDisposable
{
    private const int FirstByteToken = 3;
    private const int EndToken = 2;
    private const int MostBytes = 400;

    /// <summary>Bytes that end something: taken more often, so that walks end.</summary>
    private static readonly byte[] s_closing = "\"}]"u8.ToArray();

    private readonly ModelHandle _model;
    private readonly Tokenizer _tokenizer;

    private GrammarWalk(ModelHandle model, Tokenizer tokenizer) => (_model, _tokenizer) = (model, tokenizer);

    public static async Task<GrammarWalk> OpenAsync(RandomModelFixture models, CancellationToken cancellationToken)
    {
        LlamaLibrary.Load();
        var model = ModelLoader.Load(await models.FileAsync(RandomQuantization.Q8_0), isRearranged: false, cancellationToken);
#pragma warning disable CA2000 // the walk owns it
        return new GrammarWalk(model, new Tokenizer(VocabularyHandle.Of(model)));
#pragma warning restore CA2000
    }

    /// <summary>Whether a grammar accepts a text as a whole.</summary>
    public bool Accepts(OutputGrammar grammar, string text)
    {
        using var state = _tokenizer.Open(grammar);
        foreach (var one in Encoding.UTF8.GetBytes(text))
        {
            if (!state.Allows(FirstByteToken + one, [one]))
            {
                return false;
            }
            state.Accept(FirstByteToken + one, [one]);
        }
        return state.Allows(EndToken, []);
    }

    /// <summary>A text that the grammar accepts; null if the walk became too long.</summary>
    public string? Find(OutputGrammar grammar, Random random)
    {
        using var state = _tokenizer.Open(grammar);
        var text = new List<byte>();
        while (text.Count < MostBytes)
        {
            if (state.Allows(EndToken, []) && (random.Next(2) == 0 || text.Count > MostBytes / 2))
            {
                return Encoding.UTF8.GetString([.. text]);
            }
            // ASCII where it may be: most other bytes make no character.
            var possible = Possible(state, 0, 128);
            possible = possible.Count > 0 ? possible : Possible(state, 128, 128);
            if (possible.Count == 0)
            {
                Assert.True(
                    state.Allows(EndToken, []), $"{Encoding.UTF8.GetString([.. text])} leads nowhere in {grammar.Gbnf}");
                return Encoding.UTF8.GetString([.. text]);
            }
            var closing = possible.Intersect(s_closing).ToList();
            var chosen = closing.Count > 0 && random.Next(3) > 0
                ? closing[random.Next(closing.Count)]
                : possible[random.Next(possible.Count)];
            state.Accept(FirstByteToken + chosen, [chosen]);
            text.Add(chosen);
        }
        return null;
    }

    private static List<byte> Possible(GrammarState state, int first, int count) =>
        [.. Enumerable.Range(first, count).Select(value => (byte)value)
            .Where(value => state.Allows(FirstByteToken + value, [value]))];

    public void Dispose()
    {
        _tokenizer.Dispose();
        _model.Dispose();
    }
}
