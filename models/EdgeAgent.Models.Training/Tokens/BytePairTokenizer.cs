namespace EdgeAgent.Models.Training.Tokens;

/// <summary>Byte-level byte-pair encoding as llama.cpp runs it for <c>tokenizer.ggml.model = gpt2</c>.</summary>
internal sealed class BytePairTokenizer
{
    private const int MaxCachedWords = 200_000;

    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Left, string Right), int> _ranks = [];
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, int[]> _words = new(StringComparer.Ordinal);

    /// <summary>Builds the vocabulary: control tokens, 256 bytes, one token a merge, unused ones up to a multiple of 32.</summary>
    public BytePairTokenizer(IReadOnlyList<(string Left, string Right)> merges)
    {
        Merges = merges;
        var vocabulary = new List<string>(SpecialTokens.Texts);
        for (var i = 0; i < 256; i++)
        {
            vocabulary.Add(ByteAlphabet.Character((byte)i).ToString());
        }
        for (var i = 0; i < merges.Count; i++)
        {
            _ranks[merges[i]] = i;
            vocabulary.Add(merges[i].Left + merges[i].Right);
        }
        while (vocabulary.Count % 32 != 0)
        {
            vocabulary.Add($"<|unused_{vocabulary.Count}|>");
        }
        Vocabulary = vocabulary;
        for (var i = 0; i < vocabulary.Count; i++)
        {
            _ids.TryAdd(vocabulary[i], i);
        }
        ControlTokens = vocabulary.Count(text => text.StartsWith("<|", StringComparison.Ordinal));
    }

    /// <summary>Merges, the most urgent first, in the alphabet of <see cref="ByteAlphabet"/>.</summary>
    public IReadOnlyList<(string Left, string Right)> Merges { get; }

    /// <summary>Texts of all tokens by id.</summary>
    public IReadOnlyList<string> Vocabulary { get; }

    /// <summary>Number of control and unused tokens.</summary>
    public int ControlTokens { get; }

    /// <summary>True for tokens that no text gives.</summary>
    public bool IsControl(int id) => Vocabulary[id].StartsWith("<|", StringComparison.Ordinal);

    /// <summary>Tokens of a text; control tokens never come out of it.</summary>
    public List<int> Encode(string text)
    {
        var tokens = new List<int>();
        foreach (var word in WordSplitter.Split(text))
        {
            if (!_words.TryGetValue(word, out var ids))
            {
                ids = EncodeWord(word);
                if (_words.Count < MaxCachedWords)
                {
                    _words[word] = ids;
                }
            }
            tokens.AddRange(ids);
        }
        return tokens;
    }

    /// <summary>Text of tokens; control tokens are left out.</summary>
    public string Decode(IEnumerable<int> tokens) =>
        System.Text.Encoding.UTF8.GetString(
            tokens.Where(id => !IsControl(id)).SelectMany(id => ByteAlphabet.ToBytes(Vocabulary[id])).ToArray());

    private int[] EncodeWord(string word)
    {
        var pieces = ByteAlphabet.FromText(word).Select(c => c.ToString()).ToList();
        while (pieces.Count > 1)
        {
            var (best, at) = (int.MaxValue, -1);
            for (var i = 0; i + 1 < pieces.Count; i++)
            {
                if (_ranks.TryGetValue((pieces[i], pieces[i + 1]), out var rank) && rank < best)
                {
                    (best, at) = (rank, i);
                }
            }
            if (at < 0)
            {
                break;
            }
            pieces[at] += pieces[at + 1];
            pieces.RemoveAt(at + 1);
        }
        return pieces.Select(piece => _ids[piece]).ToArray();
    }
}
