using System.Text;
using CsCheck;
using EdgeAgent.Models.Gguf.Engine;

namespace EdgeAgent.Models.Gguf.Tests.Engine;

public sealed class AnswerTextTests
{
    private static readonly byte[] s_letters =
        [(byte)'a', (byte)'b', (byte)'c', 0xC3, 0xA9, 0xE2, 0x82, 0xAC, 0xF0, 0xFF];
    private static readonly string[] s_stops = ["ab", "abc", "bb", "é", "€a", "ca"];

    [Fact]
    public void A_character_is_never_split()
    {
        var answer = new AnswerText([]);
        Assert.Null(answer.Add(1, [0xE2]));
        Assert.Null(answer.Add(2, [0x82]));
        var part = Assert.NotNull(answer.Add(3, [0xAC]));

        Assert.Equal("€", part.Text);
        Assert.Equal([1, 2, 3], part.Tokens);
    }

    [Fact]
    public void A_token_that_ends_inside_a_character_waits_with_its_first_half()
    {
        var answer = new AnswerText([]);
        Assert.Null(answer.Add(1, [(byte)'a', 0xC3]));

        Assert.Equal("aé", Assert.NotNull(answer.Add(2, [0xA9])).Text);
    }

    [Fact]
    public void Bytes_that_are_no_text_become_replacement_characters()
    {
        var answer = new AnswerText([]);
        Assert.Null(answer.Add(1, [0xE2]));
        Assert.Equal("\uFFFDx", Assert.NotNull(answer.Add(2, "x"u8)).Text);
        Assert.Null(answer.Add(3, [0xF0]));
        Assert.Equal("\uFFFD", answer.End(null).Text);
    }

    [Fact]
    public void What_may_become_a_stop_string_is_held_back_with_its_tokens()
    {
        var answer = new AnswerText(["\n\nUser:"]);
        Assert.Equal("Hi", Assert.NotNull(answer.Add(1, "Hi"u8)).Text);
        Assert.Null(answer.Add(2, ".\n"u8));
        Assert.Null(answer.Add(3, "\nUs"u8));

        var part = Assert.NotNull(answer.Add(4, "ual"u8));

        Assert.Equal(".\n\nUsual", part.Text);
        Assert.Equal([2, 3, 4], part.Tokens);
        Assert.Null(part.CutTokens);
    }

    [Fact]
    public void A_stop_string_over_token_borders_is_cut_with_its_tokens()
    {
        var answer = new AnswerText(["STOP"]);
        answer.Add(1, "Yes "u8);
        Assert.Null(answer.Add(2, "now S"u8));
        Assert.Null(answer.Add(3, "TO"u8));

        var part = Assert.NotNull(answer.Add(4, "P and more"u8));

        Assert.Equal("now ", part.Text);
        Assert.Empty(part.Tokens);
        Assert.Equal([2, 3, 4], part.CutTokens!);
    }

    [Fact]
    public void The_stop_string_that_comes_first_wins()
    {
        var part = Assert.NotNull(new AnswerText(["b", "ab"]).Add(1, "xxab"u8));
        Assert.Equal("xx", part.Text);
    }

    [Fact]
    public void An_end_token_lets_go_of_what_was_held()
    {
        var answer = new AnswerText(["\n\n"]);
        Assert.Null(answer.Add(1, "bye\n"u8));

        var part = answer.End(2);

        Assert.Equal("bye\n", part.Text);
        Assert.Equal([1], part.Tokens);
        Assert.Equal([2], part.CutTokens!);
    }

    /// <summary>Any bytes in any tokens, any stop strings: the rules of ILanguageModel.GenerateAsync hold.</summary>
    [Fact]
    public void Parts_join_to_the_decoding_of_their_tokens_up_to_the_first_stop_string()
    {
        var letters = Gen.Int[0, s_letters.Length - 1].Select(i => s_letters[i]);
        var stops = Gen.Int[0, s_stops.Length - 1].Select(i => s_stops[i]).Array[0, 3];
        Gen.Select(letters.Array[0, 4].Array[1, 12], stops).Sample(
            (tokens, stops) =>
            {
                var bytes = tokens.SelectMany(token => token).ToArray();
                var (text, given, cut) = Run(tokens, stops);

                Assert.Equal(Enumerable.Range(0, given.Count + cut.Count), given.Concat(cut));
                var decoded = Encoding.UTF8.GetString([.. tokens.Take(given.Count).SelectMany(token => token)]);
                if (cut.Count == 0)
                {
                    Assert.Equal(tokens.Length, given.Count);
                    Assert.Equal(decoded, text);
                    Assert.DoesNotContain(stops, stop => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(stop)) >= 0);
                }
                else
                {
                    // Cut before the earliest stop string; the text before it inside a token still shows.
                    var all = tokens.Take(given.Count + cut.Count).SelectMany(token => token).ToArray();
                    var first = stops
                        .Select(stop => all.AsSpan().IndexOf(Encoding.UTF8.GetBytes(stop)))
                        .Where(at => at >= 0)
                        .Min();
                    Assert.Equal(Encoding.UTF8.GetString(all, 0, first), text);
                    Assert.StartsWith(decoded, text, StringComparison.Ordinal);
                }
            },
            iter: 20_000);
    }

    private static (string Text, List<int> Given, IReadOnlyList<int> Cut) Run(byte[][] tokens, string[] stops)
    {
        var answer = new AnswerText(stops);
        var text = new StringBuilder();
        var given = new List<int>();
        for (var token = 0; token < tokens.Length; token++)
        {
            if (answer.Add(token, tokens[token]) is { } part)
            {
                text.Append(part.Text);
                given.AddRange(part.Tokens);
                if (part.CutTokens is { } cut)
                {
                    return (text.ToString(), given, cut);
                }
            }
        }
        var rest = answer.End(null);
        text.Append(rest.Text);
        given.AddRange(rest.Tokens);
        return (text.ToString(), given, rest.CutTokens!);
    }
}
