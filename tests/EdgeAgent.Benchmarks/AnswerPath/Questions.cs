namespace EdgeAgent.Benchmarks.AnswerPath;

/// <summary>Prompts of one length that share no prefix, so that no cache answers for the engine.</summary>
internal static class Questions
{
    public static string Next(ref int number) => $"{number++:D4} once upon a time there was a house with many rooms";
}
