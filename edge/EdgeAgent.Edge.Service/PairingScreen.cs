using EdgeAgent.Edge.Pairing;

namespace EdgeAgent.Edge.Service;

/// <summary>Shows a person at the device how its pairing stands: each thing once.</summary>
internal sealed class PairingScreen(TextWriter output)
{
    private string _last = "";

    /// <summary>The code to show; null for a printed secret.</summary>
    public string? Code { get; set; }

    /// <summary>Takes news.</summary>
    public void Show(PairingNews news)
    {
        if (string.Equals(news.Text, _last, StringComparison.Ordinal))
        {
            return;
        }
        _last = news.Text;
        if (news is PairingNews.Begun begun && Code is { } code)
        {
            output.WriteLine(
                $"""
                Name: {begun.Name}
                Code: {code}

                At the hub, choose {begun.Name} and enter the code within fifteen minutes:
                on its page, or with: edgehub pair {begun.Name} {code}

                """);
            return;
        }
        output.WriteLine($"{char.ToUpperInvariant(news.Text[0])}{news.Text[1..]}");
    }
}
