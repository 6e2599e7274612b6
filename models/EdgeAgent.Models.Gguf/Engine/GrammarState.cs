using System.Text;
using EdgeAgent.Models.Gguf.Native;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>Where an answer stands in its grammar: says which tokens may come next. For one thread.</summary>
/// <remarks>
/// The native grammar ends the process when it is given a token that it forbids; so each is asked about first. Its
/// pattern-matched triggers recurse over the whole answer; so the wait for a trigger is ours.
/// A function of grammar and tokens alone: an auditor that takes the same tokens comes to the same state.
/// </remarks>
internal sealed unsafe class GrammarState : IDisposable
{
    private const string Root = "root";
    private const string LateRoot = "edgeagent-late-root";

    private readonly VocabularyHandle _vocabulary;
    private readonly string _rules;
    private readonly byte[]? _trigger;

    /// <summary>While the trigger is awaited: the last tokens, in which it may have begun.</summary>
    private readonly List<(int Token, byte[] Text)> _tail = [];

    private LlamaTokenData[]? _candidates;
    private GrammarHandle? _grammar;

    private GrammarState(VocabularyHandle vocabulary, OutputGrammar grammar, GrammarHandle parsed)
    {
        _vocabulary = vocabulary;
        _rules = grammar.Gbnf;
        if (grammar.Trigger is { } trigger)
        {
            _trigger = Encoding.UTF8.GetBytes(trigger);
            parsed.Dispose(); // it only had to be readable
        }
        else
        {
            _grammar = parsed;
        }
    }

    /// <summary>Whether the grammar holds already; before, a trigger is awaited.</summary>
    public bool Holds => _grammar is not null;

    /// <summary>Reads a grammar that <see cref="OutputGrammar"/>'s own check has passed.</summary>
    /// <exception cref="InvalidRequestException">The rules are no GBNF, or have no end.</exception>
    public static GrammarState Open(VocabularyHandle vocabulary, OutputGrammar grammar) =>
        new(vocabulary, grammar, Parse(vocabulary, grammar.Gbnf, Root));

    /// <summary>Whether a token may come next.</summary>
    /// <param name="token">The token.</param>
    /// <param name="text">Its bytes.</param>
    public bool Allows(int token, ReadOnlySpan<byte> text)
    {
        if (_grammar is not null)
        {
            return Allows(_grammar, token);
        }
        if (!CompletesTrigger(text, out var begins))
        {
            return true;
        }
        using var begun = Begin(text, begins);
        return begun is not null && Allows(begun, token);
    }

    /// <summary>Takes the next token, which <see cref="Allows(int, ReadOnlySpan{byte})"/> has allowed.</summary>
    public void Accept(int token, ReadOnlySpan<byte> text)
    {
        if (_grammar is null)
        {
            if (!CompletesTrigger(text, out var begins))
            {
                _tail.Add((token, text.ToArray()));
                while (_tail.Skip(1).Sum(static one => one.Text.Length) >= _trigger!.Length - 1)
                {
                    _tail.RemoveAt(0);
                }
                return;
            }
            _grammar = Begin(text, begins) ?? throw new InvalidOperationException("The token was not asked about.");
        }
        LlamaApi.llama_sampler_accept(_grammar, token);
    }

    /// <summary>Sets the logit of each token that may not come next to minus infinity.</summary>
    /// <returns>How many may; all while a trigger is awaited.</returns>
    public int Mask(Span<float> logits)
    {
        if (_grammar is null)
        {
            return logits.Length;
        }
        _candidates ??= new LlamaTokenData[logits.Length];
        for (var token = 0; token < logits.Length; token++)
        {
            _candidates[token] = new LlamaTokenData { id = token, logit = 0 };
        }
        fixed (LlamaTokenData* first = _candidates)
        {
            var array = new LlamaTokenDataArray { data = first, size = (nuint)logits.Length, selected = -1 };
            LlamaApi.llama_sampler_apply(_grammar, &array);
        }
        var allowed = 0;
        foreach (var candidate in _candidates)
        {
            if (float.IsNegativeInfinity(candidate.logit))
            {
                logits[candidate.id] = float.NegativeInfinity;
            }
            else
            {
                allowed++;
            }
        }
        return allowed;
    }

    public void Dispose() => _grammar?.Dispose();

    private static GrammarHandle Parse(VocabularyHandle vocabulary, string rules, string root)
    {
        NativeLog.StartCollecting();
        var grammar = LlamaApi.llama_sampler_init_grammar(vocabulary, rules, root);
        if (!grammar.IsInvalid)
        {
            NativeLog.Collected();
            return grammar;
        }
        grammar.Dispose();
        NativeLog.Collected();
        throw new InvalidRequestException("The grammar is no GBNF with a finite rule \"root\".");
    }

    /// <summary>The rules behind a text that is free.</summary>
    private GrammarHandle Parse(ReadOnlySpan<byte> free)
    {
        if (free.IsEmpty)
        {
            return Parse(_vocabulary, _rules, Root);
        }
        var characters = 0;
        foreach (var one in free)
        {
            characters += (one & 0xC0) != 0x80 ? 1 : 0; // all but the later bytes of a character
        }
        return Parse(_vocabulary, $"{_rules}\n{LateRoot} ::= .{{{characters}}} {Root}\n", LateRoot);
    }

    private static bool Allows(GrammarHandle grammar, int token)
    {
        var candidate = new LlamaTokenData { id = token, logit = 0 };
        var array = new LlamaTokenDataArray { data = &candidate, size = 1, selected = -1 };
        LlamaApi.llama_sampler_apply(grammar, &array);
        return !float.IsNegativeInfinity(candidate.logit);
    }

    /// <summary>Whether the trigger is complete with this token.</summary>
    /// <param name="text">The token's.</param>
    /// <param name="begins">Where the trigger begins, counted from the first token of the tail.</param>
    private bool CompletesTrigger(ReadOnlySpan<byte> text, out int begins)
    {
        byte[] all = [.. _tail.SelectMany(static one => one.Text), .. text];
        begins = all.AsSpan().IndexOf(_trigger);
        return begins >= 0;
    }

    /// <summary>
    /// The grammar as it stands before the token that completes the trigger. The token in which the trigger begins may
    /// begin before it: that part stands before the rules, so that whole tokens can be fed.
    /// </summary>
    /// <returns>Null if the tokens so far do not fit.</returns>
    private GrammarHandle? Begin(ReadOnlySpan<byte> text, int begins)
    {
        var first = 0;
        while (first < _tail.Count && begins >= _tail[first].Text.Length)
        {
            begins -= _tail[first].Text.Length;
            first++;
        }
        var grammar = Parse(first < _tail.Count ? _tail[first].Text.AsSpan(0, begins) : text[..begins]);
        foreach (var (token, _) in _tail.Skip(first))
        {
            if (!Allows(grammar, token))
            {
                grammar.Dispose();
                return null;
            }
            LlamaApi.llama_sampler_accept(grammar, token);
        }
        return grammar;
    }
}
