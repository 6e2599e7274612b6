using System.Security.Cryptography;

namespace EdgeAgent.Edge.Pairing;

/// <summary>Deletes a card's secret as well as a file system allows.</summary>
internal static class CardEraser
{
    /// <summary>Overwrites the file in place, then deletes it; flash memory may keep the old block until it is reused.</summary>
    public static void Erase(string path)
    {
        if (!File.Exists(path))
        {
            return;
        }
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write))
        {
            file.Write(RandomNumberGenerator.GetBytes((int)Math.Min(file.Length, int.MaxValue)));
            file.Flush(flushToDisk: true);
        }
        File.Delete(path);
    }
}
