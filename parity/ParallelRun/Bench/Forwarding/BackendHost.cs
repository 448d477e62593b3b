using System.Globalization;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Strangler.ParallelRun.Bench.Forwarding;

/// <summary>The answering end of the bench: reads the request to its end and answers a fixed number of bytes.</summary>
internal static class BackendHost
{
    private const int Chunk = 64 * 1024;
    private const long RequestLimit = 64 * 1024 * 1024;
    private const long AnswerLimit = 64 * 1024 * 1024;

    private static readonly byte[] Filler = new byte[Chunk];

    public static WebApplication Build(int port)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = RequestLimit);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port, Plain));
        WebApplication app = builder.Build();
        app.Run(AnswerAsync);
        return app;
    }

    private static void Plain(ListenOptions listen) => listen.Protocols = HttpProtocols.Http1;

    private static async Task AnswerAsync(HttpContext context)
    {
        await DrainAsync(context.Request.BodyReader, context.RequestAborted);
        string? asked = context.Request.Headers[BenchTraffic.AnswerBytesHeader];
        long bytes = Math.Min(AnswerLimit, asked is null ? 0 : long.Parse(asked, CultureInfo.InvariantCulture));
        context.Response.ContentType = BenchTraffic.ContentType;
        if (bytes == 0)
        {
            context.Response.ContentLength = BenchTraffic.AnswerBytes;
            await context.Response.BodyWriter.WriteAsync(BenchTraffic.Answer, context.RequestAborted);
            return;
        }

        context.Response.ContentLength = bytes;
        for (long left = bytes; left > 0; left -= Chunk)
        {
            int size = (int)Math.Min(Chunk, left);
            await context.Response.BodyWriter.WriteAsync(Filler.AsMemory(0, size), context.RequestAborted);
        }
    }

    private static async Task DrainAsync(PipeReader body, CancellationToken cancellation)
    {
        ReadResult read;
        do
        {
            read = await body.ReadAsync(cancellation);
            body.AdvanceTo(read.Buffer.End);
        }
        while (!read.IsCompleted);
    }
}
