using System.Text;

namespace Strangler.ParallelRun.Accounts;

/// <summary>Reads a password from standard input: never an argument, for those are seen by every process.</summary>
internal static class PasswordInput
{
    private const int Longest = 1024;

    /// <summary>The first line; typed without an echo where a person sits there.</summary>
    public static async Task<string> ReadAsync(CancellationToken cancellation)
    {
        if (!Console.IsInputRedirected)
        {
            await Console.Error.WriteAsync("Password: ");
            string typed = ReadUnseen();
            await Console.Error.WriteLineAsync();
            return typed;
        }

        // A character more than any password may have is enough to refuse it.
        char[] buffer = new char[Longest];
        int length = await Console.In.ReadBlockAsync(buffer, cancellation);
        string text = new(buffer, 0, length);
        return text.Split('\n')[0].TrimEnd('\r');
    }

    private static string ReadUnseen()
    {
        StringBuilder typed = new();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key && typed.Length < Longest)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (key.KeyChar != '\0')
            {
                typed.Append(key.KeyChar);
            }
        }

        return typed.ToString();
    }
}
