using System.Text;

namespace EdgeAgent.Provisioning.Disks.Fat;

/// <summary>What a name may be, and the short name that stands beside a long one (FAT specification, "Long Directory Entries").</summary>
internal static class FatName
{
    /// <summary>Longest name, UTF-16 units.</summary>
    public const int MaxChars = 255;

    /// <summary>Length of a short name: eight and three characters without a dot, padded with spaces.</summary>
    public const int ShortBytes = 11;

    private const int BaseBytes = 8;
    private const int MaxTail = 999_999;
    private const string ForbiddenInLong = "\"*/:<>?\\|";
    private const string AllowedInShort = "$%'-_@~`!(){}^#&";

    /// <exception cref="ArgumentException">A FAT volume cannot hold such a name.</exception>
    public static void Check(string name)
    {
        if (name.Length is 0 or > MaxChars || name.Trim(' ', '.').Length == 0 || name[^1] is ' ' or '.'
            || name.Any(static character => character < ' ' || ForbiddenInLong.Contains(character)))
        {
            throw new ArgumentException($"'{name}' cannot be a file name on a FAT volume.", nameof(name));
        }
    }

    /// <summary>The short name for <paramref name="name"/>, different from all of <paramref name="taken"/>.</summary>
    /// <returns>11 ASCII bytes.</returns>
    /// <exception cref="DiskSpaceException">A million files of this beginning are in the directory.</exception>
    public static byte[] ShortFor(string name, IReadOnlySet<string> taken)
    {
        var (stem, extension, isExact) = Reduce(name);
        if (isExact && !taken.Contains(Text(stem, extension)))
        {
            return Encoding.ASCII.GetBytes(Text(stem, extension));
        }
        for (var number = 1; number <= MaxTail; number++)
        {
            var tail = $"~{number}";
            var candidate = Text(stem[..Math.Min(stem.Length, BaseBytes - tail.Length)] + tail, extension);
            if (!taken.Contains(candidate))
            {
                return Encoding.ASCII.GetBytes(candidate);
            }
        }
        throw new DiskSpaceException($"No short name is left for '{name}' in its directory.");
    }

    /// <summary>Whether the short name alone says it: upper case, eight and three.</summary>
    public static bool NeedsLong(string name, ReadOnlySpan<byte> shortName) => Display(shortName, 0) != name;

    /// <summary>A short name as people write it.</summary>
    /// <param name="shortName">11 bytes.</param>
    /// <param name="caseFlags">Byte 12 of the entry: 8, lower-case base; 16, lower-case extension (Windows NT).</param>
    public static string Display(ReadOnlySpan<byte> shortName, byte caseFlags)
    {
        var stem = Encoding.Latin1.GetString(shortName[..BaseBytes]).TrimEnd(' ');
        var extension = Encoding.Latin1.GetString(shortName[BaseBytes..]).TrimEnd(' ');
        if (stem.Length > 0 && stem[0] == '\u0005')
        {
            stem = '\u00E5' + stem[1..]; // 0xE5 marks a deleted entry, so a name that begins with it is stored so
        }
#pragma warning disable CA1308 // the flags mean lower case
        stem = (caseFlags & 8) != 0 ? stem.ToLowerInvariant() : stem;
        extension = (caseFlags & 16) != 0 ? extension.ToLowerInvariant() : extension;
#pragma warning restore CA1308
        return extension.Length == 0 ? stem : $"{stem}.{extension}";
    }

    /// <summary>Ties long entries to their short one.</summary>
    public static byte Checksum(ReadOnlySpan<byte> shortName)
    {
        byte sum = 0;
        foreach (var value in shortName)
        {
            sum = (byte)((sum >> 1) + ((sum & 1) << 7) + value);
        }
        return sum;
    }

    private static (string Stem, string Extension, bool IsExact) Reduce(string name)
    {
        var upper = name.ToUpperInvariant();
        var trimmed = upper.TrimStart('.', ' ');
        var dot = trimmed.LastIndexOf('.');
        var stem = Clean(dot > 0 ? trimmed[..dot] : trimmed);
        var extension = dot > 0 ? Clean(trimmed[(dot + 1)..]) : "";
        var whole = extension.Length == 0 ? stem : $"{stem}.{extension}";
        var isExact = whole == upper && stem.Length is > 0 and <= BaseBytes && extension.Length <= 3;
        return (stem.Length == 0 ? "_" : stem, extension[..Math.Min(3, extension.Length)], isExact);
    }

    private static string Clean(string text) => string.Concat(text
        .Where(static character => character is not (' ' or '.'))
        .Select(static character =>
            char.IsAsciiLetterOrDigit(character) || AllowedInShort.Contains(character) ? character : '_'));

    private static string Text(string stem, string extension) => stem.PadRight(BaseBytes) + extension.PadRight(3);
}
