using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace EdgeAgent.Models.Training.Corpus;

/// <summary>Decides what is held out, the same on every machine and in every run.</summary>
internal static class StableHash
{
    /// <summary>One part in this many is held out.</summary>
    private const uint HeldOutOf = 7;

    // Part of the recipe: another salt is another split.
    private const string Salt = "edgeagent-home splits 1 ";

    /// <summary>True for words and phrases that training never sees.</summary>
    public static bool IsHeldOut(string text)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(Salt + text));
        return BinaryPrimitives.ReadUInt32LittleEndian(hash) % HeldOutOf == 0;
    }
}
