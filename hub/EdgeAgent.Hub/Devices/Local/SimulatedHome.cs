using EdgeAgent.Identity;

namespace EdgeAgent.Hub.Devices;

/// <summary>A made-up home for the first local device, so that a hub without any hardware has something to show and to move. Its points say that they are simulated.</summary>
internal static class SimulatedHome
{
    private const string Resource = "simulated-home.json";
    private const int FileBytes = 64 * 1024;

    /// <summary>Gives a device's directory the home, unless its owner has put a file of his own there.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static void Furnish(string directory)
    {
        var path = Path.Combine(directory, "points.json");
        if (File.Exists(path))
        {
            return;
        }
        PrivateFile.EnsureDirectory(directory);
        using var home = typeof(SimulatedHome).Assembly.GetManifestResourceStream(Resource)!;
        var content = new byte[Math.Min(home.Length, FileBytes)];
        home.ReadExactly(content);
        PrivateFile.WriteAtomic(path, content);
    }
}
