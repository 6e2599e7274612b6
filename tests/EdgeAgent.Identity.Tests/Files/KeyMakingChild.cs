using System.Runtime.CompilerServices;

namespace EdgeAgent.Identity.Tests.Files;

/// <summary>Turns the test program into one that makes a key when told, if its environment says so, before any test is looked for.</summary>
internal static class KeyMakingChild
{
    /// <summary>The folder of the key.</summary>
    public const string FolderVariable = "EDGEAGENT_TEST_KEY_FOLDER";

    [ModuleInitializer]
    internal static void Run()
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is not { } folder)
        {
            return;
        }
        Console.Out.WriteLine("ready");
        Console.Out.Flush();
        Console.In.ReadLine();
        using var key = SigningKey.LoadOrCreate(Path.Combine(folder, "device.key"));
        File.WriteAllText(Path.Combine(folder, $"{Environment.ProcessId}.address"), key.Address.ToString());
        Environment.Exit(0);
    }
}
