using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Strangler.AquaCis.Soap;

namespace Strangler.AquaCis.StandIn.Failures;

/// <summary>Misbehaves on one call.</summary>
internal static class FailureActs
{
    /// <summary>How long a caller may take to notice that half an answer was all.</summary>
    private static readonly TimeSpan NoticeLimit = TimeSpan.FromSeconds(5);

    /// <summary>False when the call is still to be answered as usual.</summary>
    /// <param name="render">The status and body that the call would else get.</param>
    public static async Task<bool> ActAsync(
        Failure failure, HttpContext http, Func<ValueTask<(int Status, byte[] Body)>> render, TimeProvider clock)
    {
        switch (failure.Mode)
        {
            case FailureMode.Slow:
                await Task.Delay(failure.Delay, clock, http.RequestAborted);
                return false;
            case FailureMode.Hang:
                await Task.Delay(Timeout.InfiniteTimeSpan, http.RequestAborted);
                break;
            case FailureMode.Reset:
                Reset(http);
                break;
            case FailureMode.Half:
                await HalfAsync(http, await render(), clock);
                break;
            default:
                await PageAsync(http, failure.Mode == FailureMode.Down ? 503 : 500);
                break;
        }

        return true;
    }

    private static void Reset(HttpContext http)
    {
        // Linger of zero makes the kernel send RST where closing would else send FIN.
        SocketOf(http).LingerState = new LingerOption(true, 0);
        http.Abort();
    }

    private static async Task HalfAsync(HttpContext http, (int Status, byte[] Body) answer, TimeProvider clock)
    {
        // Past the server, which would hold the bytes back until it sees fit: they must have left before the FIN.
        string head = $"HTTP/1.1 {answer.Status} {ReasonPhrases.GetReasonPhrase(answer.Status)}\r\n"
            + $"Content-Type: {SoapEnvelope.ContentType}\r\nContent-Length: {answer.Body.Length}\r\n\r\n";
        byte[] bytes = [.. Encoding.ASCII.GetBytes(head), .. answer.Body.AsSpan(0, answer.Body.Length / 2)];
        Socket socket = SocketOf(http);
        for (int sent = 0; sent < bytes.Length;)
        {
            sent += await socket.SendAsync(bytes.AsMemory(sent), http.RequestAborted);
        }

        socket.Shutdown(SocketShutdown.Send);

        // An abort at once would be a reset, and could take from the caller what it has not read yet.
        await Task.Delay(NoticeLimit, clock, http.RequestAborted).ContinueWith(
            static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        http.Abort();
    }

    private static async Task PageAsync(HttpContext http, int status)
    {
        string text = status == 503 ? "Service Unavailable" : "Internal Server Error";
        string page =
            $"<html><head><title>Error {status}</title></head><body><h1>Error {status}: {text}</h1></body></html>";
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/html;charset=UTF-8";
        http.Response.ContentLength = Encoding.UTF8.GetByteCount(page);
        await http.Response.WriteAsync(page, http.RequestAborted);
    }

    private static Socket SocketOf(HttpContext http) =>
        http.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;
}
