namespace Strangler.Gateway;

/// <summary>The gateway as a process: its table of contents.</summary>
public static class GatewayHost
{
    public static WebApplication Build(string[] args) => WebApplication.CreateBuilder(args).Build();
}
