namespace EdgeAgent.Provisioning.Tests.Support;

/// <summary>Bytes that repeat with their seed and with nothing else.</summary>
internal static class Noise
{
    public static byte[] Of(int seed, int count)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
