using System.Buffers.Text;
using System.Collections.Frozen;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Strangler.ParallelRun.Bench.Forwarding;

/// <summary>
/// The answering end of the bench: reads the request to its end and answers a fixed number of bytes, or what it was
/// given as the answer about a contract.
/// </summary>
internal static class BackendHost
{
    private const int Chunk = 64 * 1024;
    private const long RequestLimit = 64 * 1024 * 1024;
    private const long AnswerLimit = 64 * 1024 * 1024;

    private static readonly byte[] ContractOpen = Encoding.ASCII.GetBytes(BenchTraffic.ContractOpen);
    private static readonly byte[] Filler = new byte[Chunk];

    /// <param name="port">Of 127.0.0.1.</param>
    /// <param name="answers">Written by <see cref="DebtAnswers"/>; null for none.</param>
    public static WebApplication Build(int port, string? answers)
    {
        FrozenDictionary<int, byte[]> known = DebtAnswers.Read(answers);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = RequestLimit);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port, Plain));
        WebApplication app = builder.Build();
        app.Run(context => AnswerAsync(context, known));
        return app;
    }

    private static void Plain(ListenOptions listen) => listen.Protocols = HttpProtocols.Http1;

    private static async Task AnswerAsync(HttpContext context, FrozenDictionary<int, byte[]> known)
    {
        int contract = await DrainAsync(context.Request.BodyReader, context.RequestAborted);
        string? asked = context.Request.Headers[BenchTraffic.AnswerBytesHeader];
        long bytes = Math.Min(AnswerLimit, asked is null ? 0 : long.Parse(asked, CultureInfo.InvariantCulture));
        context.Response.ContentType = BenchTraffic.ContentType;
        if (bytes == 0)
        {
            byte[] answer = known.GetValueOrDefault(contract, BenchTraffic.Answer);
            context.Response.ContentLength = answer.Length;
            await context.Response.BodyWriter.WriteAsync(answer, context.RequestAborted);
            return;
        }

        context.Response.ContentLength = bytes;
        for (long left = bytes; left > 0; left -= Chunk)
        {
            int size = (int)Math.Min(Chunk, left);
            await context.Response.BodyWriter.WriteAsync(Filler.AsMemory(0, size), context.RequestAborted);
        }
    }

    /// <summary>The contract that a short request names; 0 for none.</summary>
    private static async Task<int> DrainAsync(PipeReader body, CancellationToken cancellation)
    {
        int contract = 0;
        ReadResult read;
        do
        {
            read = await body.ReadAsync(cancellation);
            contract = contract == 0 && read.Buffer.IsSingleSegment ? ContractIn(read.Buffer.FirstSpan) : contract;
            body.AdvanceTo(read.Buffer.End);
        }
        while (!read.IsCompleted);

        return contract;
    }

    private static int ContractIn(ReadOnlySpan<byte> body) =>
        body.Length <= BenchTraffic.RequestBytes
        && body.IndexOf(ContractOpen) is var at and > 0
        && Utf8Parser.TryParse(body[(at + ContractOpen.Length)..], out int contract, out _)
            ? contract
            : 0;
}
