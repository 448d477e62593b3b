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
catch (FormatException error)
{
    // The database's connection string; the message does not repeat it.
    await Console.Error.WriteLineAsync($"gateway: {error.Message}");
    return 2;
}
catch (IOException error)
{
    // An address in use, for the most part.
    await Console.Error.WriteLineAsync($"gateway: {error.Message}");
    return 1;
}
