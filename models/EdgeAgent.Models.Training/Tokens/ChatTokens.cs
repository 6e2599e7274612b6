using EdgeAgent.Models.Home;

namespace EdgeAgent.Models.Training.Tokens;

/// <summary>Renders homes, sentences and answers in the chatml template and encodes them.</summary>
internal sealed class ChatTokens(BytePairTokenizer tokenizer)
{
    /// <summary>The tokenizer.</summary>
    public BytePairTokenizer Tokenizer { get; } = tokenizer;

    /// <summary>System message; nothing for an empty home.</summary>
    public List<int> System(HomeInventory home)
    {
        var text = HomePrompt.System(home);
        return text.Length == 0 ? [] : Message("system", text);
    }

    /// <summary>User message and the start of the answer.</summary>
    public List<int> User(string sentence)
    {
        var tokens = Message("user", HomePrompt.User(sentence));
        tokens.Add(SpecialTokens.Start);
        tokens.AddRange(Tokenizer.Encode("assistant\n"));
        return tokens;
    }

    /// <summary>Answer with its end mark.</summary>
    public List<int> Answer(string answer)
    {
        var tokens = Tokenizer.Encode(" " + answer);
        tokens.Add(SpecialTokens.End);
        return tokens;
    }

    private List<int> Message(string role, string text)
    {
        var tokens = new List<int> { SpecialTokens.Start };
        tokens.AddRange(Tokenizer.Encode($"{role}\n{text}"));
        tokens.Add(SpecialTokens.End);
        tokens.AddRange(Tokenizer.Encode("\n"));
        return tokens;
    }
}
