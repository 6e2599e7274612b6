using System.Text;
using static System.FormattableString;

namespace EdgeAgent.Models.Language;

/// <summary>What an answer may look like, in llama.cpp's GBNF; the start symbol is <c>root</c>.</summary>
/// <param name="Gbnf">The rules.</param>
/// <param name="Trigger">
/// Null: the grammar holds from the first token. Otherwise it holds once this text has come in the answer, and its text
/// begins with the trigger ("may call a tool").
/// </param>
public sealed record OutputGrammar(string Gbnf, string? Trigger = null)
{
    /// <summary>Longest grammar, bytes of UTF-8.</summary>
    public const int MaxBytes = 1 << 16;

    /// <summary>Deepest nesting of parentheses; the native parser calls itself for each.</summary>
    public const int MaxNesting = 64;

    /// <summary>Longest trigger, bytes of UTF-8.</summary>
    public const int MaxTriggerBytes = 256;

    internal void CollectFaults(ICollection<string> faults)
    {
        var bytes = Encoding.UTF8.GetByteCount(Gbnf);
        if (bytes is 0 or > MaxBytes || Gbnf.Contains('\0', StringComparison.Ordinal))
        {
            faults.Add(Invariant($"A grammar has 1 to {MaxBytes} bytes and no zero character; this one has {bytes}."));
        }
        else if (NestsTooDeep())
        {
            faults.Add(Invariant($"The grammar nests parentheses deeper than {MaxNesting}."));
        }
        if (Trigger is { } trigger && Encoding.UTF8.GetByteCount(trigger) is 0 or > MaxTriggerBytes)
        {
            faults.Add(Invariant($"A grammar's trigger has 1 to {MaxTriggerBytes} bytes of UTF-8."));
        }
    }

    /// <remarks>Counts those inside strings too: an upper bound is enough, and strings rarely hold many.</remarks>
    private bool NestsTooDeep()
    {
        var depth = 0;
        foreach (var character in Gbnf)
        {
            depth += character switch { '(' => 1, ')' when depth > 0 => -1, _ => 0 };
            if (depth > MaxNesting)
            {
                return true;
            }
        }
        return false;
    }
}
