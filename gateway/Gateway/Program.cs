using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Strangler.Gateway;

try
{
    await GatewayHost.Build(args).RunAsync();
    return 0;
}
catch (OptionsValidationException error)
{
    await Console.Error.WriteLineAsync($"gateway: {string.Join(" ", error.Failures)} See docs/operations.md.");
    return 2;
}
catch (Exception error) when (error is InvalidOperationException or FormatException or ArgumentException)
{
    // A setting that is no number, no time or no address where it should be one.
    await Console.Error.WriteLineAsync($"gateway: {error.Message} See docs/operations.md.");
    return 2;
}
catch (Exception error) when (error is IOException or SocketException)
{
    // An address in use, or not of this machine, for the most part.
    await Console.Error.WriteLineAsync($"gateway: {error.Message}");
    return 1;
}
