namespace EdgeAgent.Architecture.Tests;

/// <summary>Asserts that a rule found nothing, and otherwise says all that it found: a list cut short helps nobody.</summary>
internal static class Violations
{
    /// <exception cref="Xunit.Sdk.FailException">There is a violation.</exception>
    public static void AssertNone(IEnumerable<string> violations)
    {
        var all = violations.ToList();
        if (all.Count > 0)
        {
            Assert.Fail($"{all.Count} found:{Environment.NewLine}{string.Join(Environment.NewLine, all)}");
        }
    }
}
