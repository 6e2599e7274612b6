using System.Text;
using System.Text.Json;

namespace EdgeAgent.Models.Home;

/// <summary>The home's tools in OpenAI's form: names, schemas, and the arguments of a decided call.</summary>
public static class HomeTools
{
    /// <summary>Switch, move, lock.</summary>
    public const string Control = "home_control";

    /// <summary>Levels and colours.</summary>
    public const string Adjust = "home_adjust";

    /// <summary>Scenes.</summary>
    public const string Scene = "home_scene";

    /// <summary>The timer.</summary>
    public const string Timer = "home_timer";

    /// <summary>Questions about values and states.</summary>
    public const string Query = "home_query";

    /// <summary>Tool that a verb belongs to; null for declines and small talk, which call nothing.</summary>
    public static string? ToolOf(HomeVerb verb) => verb switch
    {
        <= HomeVerb.Unlock => Control,
        HomeVerb.Set or HomeVerb.Up or HomeVerb.Down or HomeVerb.Color => Adjust,
        HomeVerb.Scene => Scene,
        HomeVerb.Timer => Timer,
        HomeVerb.No or HomeVerb.Say => null,
        _ => Query,
    };

    /// <summary>The array of tools as a request carries it (OpenAI, chat completions, <c>tools</c>).</summary>
    public static string Definitions() => $"[{string.Join(',',
        Tool(Control, "Switch, open, close or lock devices of the home.",
            """{"action":{"type":"string","enum":["on","off","toggle","open","close","stop","lock","unlock"]},"devices":{"type":"array","items":{"type":"string"}},"when":{"type":"string"}}""", "action", "devices"),
        Tool(Adjust, "Set, raise or lower a level, or set a colour.",
            """{"action":{"type":"string","enum":["set","up","down","color"]},"devices":{"type":"array","items":{"type":"string"}},"value":{"type":"string"},"when":{"type":"string"}}""", "action", "devices"),
        Tool(Scene, "Start a scene.", """{"scene":{"type":"string"},"when":{"type":"string"}}""", "scene"),
        Tool(Timer, "Start, cancel or read the kitchen timer.", """{"timer":{"type":"string"}}""", "timer"),
        Tool(Query, "Read, compare or list values and states of the home.",
            """{"question":{"type":"string","enum":["read","check","compare","max","min","avg","trend","list","count","last","scenes"]},"entries":{"type":"array","items":{"type":"string"}},"others":{"type":"array","items":{"type":"string"}},"comparison":{"type":"string","enum":["equal","below","above"]},"value":{"type":"string"}}""",
            "question"))}]";

    /// <summary>Arguments of the tool call as one JSON object; devices by their ids.</summary>
    public static string Arguments(HomeDecision.Act act)
    {
        ArgumentNullException.ThrowIfNull(act);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            switch (ToolOf(act.Verb))
            {
                case Scene:
                    json.WriteString("scene", act.Value);
                    break;
                case Timer:
                    json.WriteString("timer", act.Value);
                    break;
                case Query:
                    json.WriteString("question", HomeCallText.Word(act.Verb));
                    WriteIds(json, "entries", act.Items);
                    WriteIds(json, "others", act.Second);
                    WriteValue(json, act);
                    break;
                default:
                    json.WriteString("action", HomeCallText.Word(act.Verb));
                    WriteIds(json, "devices", act.Items);
                    if (act.Value is not null)
                    {
                        json.WriteString("value", act.Value);
                    }
                    break;
            }
            if (act.When is not null)
            {
                json.WriteString("when", When(act));
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>When, in words of the call text: <c>at 19:30 daily</c>, <c>after 10 minutes</c>, <c>if ids below 18</c>.</summary>
    private static string When(HomeDecision.Act act) => act.When switch
    {
        HomeWhen.At at => "at " + at.Time,
        HomeWhen.After after => "after " + after.Duration,
        HomeWhen.During during => "for " + during.Duration,
        HomeWhen.Whenever rule => $"if {string.Join(',', act.Watched.Select(item => item.Id))} {Sign(rule.Condition.Comparison)} {rule.Condition.Value}",
        _ => "",
    };

    private static string Sign(HomeComparison? comparison) => comparison switch
    {
        HomeComparison.Below => "below",
        HomeComparison.Above => "above",
        _ => "equal",
    };

    private static void WriteValue(Utf8JsonWriter json, HomeDecision.Act act)
    {
        if (act.Value is not null)
        {
            json.WriteString("comparison", Sign(act.Comparison));
            json.WriteString("value", act.Value);
        }
    }

    private static void WriteIds(Utf8JsonWriter json, string name, IReadOnlyList<HomeItem> items)
    {
        if (items.Count == 0)
        {
            return;
        }
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStringValue(item.Id);
        }
        json.WriteEndArray();
    }

    private static string Tool(string name, string text, string properties, params ReadOnlySpan<string> required) =>
        "{\"type\":\"function\",\"function\":{\"name\":\"" + name + "\",\"description\":\"" + text
        + "\",\"parameters\":{\"type\":\"object\",\"properties\":" + properties
        + ",\"required\":[\"" + string.Join("\",\"", required.ToArray()) + "\"],\"additionalProperties\":false}}}";
}
