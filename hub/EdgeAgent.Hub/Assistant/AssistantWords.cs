using EdgeAgent.Models.Home;

namespace EdgeAgent.Hub.Assistant;

/// <summary>Fixed sentences: small talk, and why something is not done.</summary>
internal static class AssistantWords
{
    /// <summary>Said where a caller without the scope wants something changed.</summary>
    public const string NoScope = "You may ask, but not change anything here: your key lacks the scope actuate. Nothing was done.";

    /// <summary>Said where a time or a condition was named.</summary>
    public const string OnlyNow = "I act at once or not at all; I keep no times and no rules. Nothing was done.";

    /// <summary>A short answer to small talk.</summary>
    public static string Talk(string topic) => topic switch
    {
        "hello" => "Hello! What can I do for you?",
        "bye" => "Goodbye.",
        "thanks" => "You are welcome.",
        "praise" => "Thank you!",
        "sorry" => "I am sorry. Please say it in other words.",
        "fine" => "I am well, thank you.",
        "name" => "I am the assistant of this home: a small model that runs on its own devices.",
        "help" => "I switch and set what is in this home and tell what it measures: try \"turn off everything in the kitchen\" or \"how warm is it?\"",
        "joke" => "Why did the lamp go to school? It wanted to be brighter.",
        _ => "All right.",
    };

    /// <summary>Why a call is not run.</summary>
    /// <param name="decline">The reason.</param>
    /// <param name="narrowed">The home was too large for one prompt, and this many of its entries were looked at; null otherwise.</param>
    public static string Decline(HomeDecision.Decline decline, int? narrowed)
    {
        var note = narrowed is { } count ? $" (This home is large: I looked only at the {count} names that fit your words best.)" : "";
        return decline.Reason switch
        {
            HomeDeclineReason.NoTool => $"I cannot do that{Field(decline.Missing)}; I only know the devices of this home.",
            HomeDeclineReason.NotOffered => $"\"{decline.Missing}\" is not possible here.",
            HomeDeclineReason.NoSuchName => $"There is nothing called \"{decline.Missing}\" here.{note}",
            HomeDeclineReason.NoSuchRoom => $"There is no room \"{decline.Missing}\" here.{note}",
            HomeDeclineReason.NothingThere => $"There is nothing like that here: {decline.Missing}.{note}",
            HomeDeclineReason.CannotDoThat => $"{PointWords.Capital(decline.Missing)} cannot do that.",
            HomeDeclineReason.BadValue => $"\"{decline.Missing}\" is no value that I can use there.",
            _ => "I did not understand that.",
        };
    }

    private static string Field(string field) => field is "other" or "device" or "" ? "" : $" ({field})";
}
