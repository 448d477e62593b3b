using System.Security.Cryptography;
using System.Text;
using Strangler.Gateway.Access;
using Strangler.Postgres;

namespace Strangler.Gateway.Rest.Resources;

/// <summary>
/// /usage/{contract}: water and its charge so far, as bars that are drawn anew every few seconds. The page holds
/// nothing of anybody: its script asks the resource, with the key that the visitor types, which stays in the page.
/// </summary>
internal static class UsagePage
{
    private const string Style = """
        body{font:17px/1.5 system-ui;max-width:56em;margin:2em auto;padding:0 1em;color:#1f2937}
        svg{width:100%;height:18em;background:#f8fafc}rect{fill:#2563eb}rect:hover{fill:#1e40af}
        text{font:12px system-ui;fill:#475569}dl{display:grid;grid-template-columns:auto 1fr;gap:.2em 1.2em}
        dd{margin:0;font-weight:600}#note{color:#b91c1c}input,button,select{font:inherit;padding:.2em .5em}
        """;

    private const string Script = """
        'use strict';
        const part = id => document.getElementById(id);
        const contract = decodeURIComponent(location.pathname.split('/').pop());
        const pesos = new Intl.NumberFormat('es-MX', {style: 'currency', currency: 'MXN'});
        const whole = new Intl.NumberFormat('es-MX');
        const hour = 3600000;
        let key = '', timer = 0, turn = 0;
        function shape(name, attributes, words) {
          const made = document.createElementNS('http://www.w3.org/2000/svg', name);
          for (const [at, value] of Object.entries(attributes)) made.setAttribute(at, value);
          if (words !== undefined) made.textContent = words;
          return made;
        }
        function fact(name, value) {
          if (value === null || value === undefined) return;
          const dt = document.createElement('dt'), dd = document.createElement('dd');
          [dt.textContent, dd.textContent] = [name, value];
          part('facts').append(dt, dd);
        }
        function draw(usage) {
          const byHour = usage.by === 'hour', step = byHour ? hour : 24 * hour;
          const instant = text => Date.parse(byHour ? text : text + 'T00:00:00Z');
          const first = Date.parse(usage.from + (byHour ? 'T06:00:00Z' : 'T00:00:00Z'));
          const days = Math.round((Date.parse(usage.to) - Date.parse(usage.from)) / (24 * hour)) + 1;
          const count = byHour ? days * 24 : days, wide = 900 / count;
          const most = Math.max(1, ...usage.slices.map(one => one.litres));
          const chart = part('chart');
          chart.replaceChildren(shape('text', {x: 4, y: 14}, whole.format(most) + ' L'));
          for (const one of usage.slices) {
            const place = Math.floor((instant(one.at) - first) / step), high = Math.max(0, one.litres) / most * 250;
            const bar = shape('rect', {x: place * wide, y: 275 - high, width: Math.max(1, wide * .8), height: high});
            const when = byHour ? new Date(one.at).toLocaleString('es-MX', {timeZone: 'America/Mexico_City'}) : one.at;
            bar.append(shape('title', {}, when + ': ' + whole.format(one.litres) + ' L'));
            chart.append(bar);
          }
          chart.append(shape('text', {x: 4, y: 292}, usage.from));
          chart.append(shape('text', {x: 896, y: 292, 'text-anchor': 'end'}, usage.to));
        }
        function tell(usage) {
          part('facts').replaceChildren();
          if (usage.cycle) fact('Periodo', usage.cycle.from + ' a ' + usage.cycle.to);
          fact('Consumo del periodo', whole.format(usage.litres) + ' litros');
          if (usage.charge && usage.charge.problem) fact('Importe', 'Sin importe: ' + usage.charge.problem);
          if (usage.charge && !usage.charge.problem) {
            fact('Importe hasta ' + usage.charge.upto, pesos.format(usage.charge.amount) + ', IVA incluido ('
              + whole.format(usage.charge.cubicMetres) + ' m³)');
          }
          if (usage.prepaid) fact('Saldo disponible', pesos.format(usage.prepaid.available));
          for (const meter of usage.meters) {
            const at = meter.countedAt;
            fact('Medidor ' + meter.device, at ? new Date(at).toLocaleString('es-MX') : '—');
          }
          for (const alert of usage.alerts) fact('Aviso', alert.kind + ', ' + alert.device);
        }
        async function ask() {
          clearTimeout(timer);
          const mine = ++turn;
          let wait = 5000;
          try {
            const answer = await fetch('/api/v1/contracts/' + encodeURIComponent(contract) + '/usage?by='
              + part('by').value, {headers: {'X-Api-Key': key}, cache: 'no-cache'});
            const body = await answer.json();
            if (mine !== turn) return;
            if (answer.ok) {
              draw(body);
              tell(body);
              part('note').textContent = '';
            } else {
              part('note').textContent = body.detail || body.title || answer.status;
              if (answer.status < 429) return;
              wait = 30000;
            }
          } catch {
            part('note').textContent = 'Sin conexión; se intenta de nuevo.';
            wait = 30000;
          }
          if (mine === turn) timer = setTimeout(ask, wait);
        }
        part('who').textContent = contract;
        part('show').addEventListener('click', () => { key = part('key').value.trim(); ask(); });
        part('by').addEventListener('change', () => { if (key) ask(); });
        """;

    private static readonly string Html =
        "<!doctype html><html lang=\"es\"><meta charset=\"utf-8\"><meta name=\"viewport\" "
        + "content=\"width=device-width\"><title>Consumo de agua</title><style>" + Style + "</style>"
        + "<h1>Consumo de agua, contrato <span id=\"who\"></span></h1><p><label>Clave: <input id=\"key\" "
        + "type=\"password\" autocomplete=\"off\"></label> <select id=\"by\"><option value=\"day\">por día"
        + "<option value=\"hour\">por hora</select> <button id=\"show\">Mostrar</button>"
        + "<p id=\"note\" role=\"status\"></p>"
        + "<svg id=\"chart\" viewBox=\"0 0 900 300\" preserveAspectRatio=\"none\" role=\"img\"></svg>"
        + "<dl id=\"facts\"></dl><script>" + Script + "</script>";

    /// <summary>As for all pages, and that one script, which may ask this gateway alone.</summary>
    private static readonly string Policy =
        $"default-src 'none'; script-src 'sha256-{HashOf(Script)}'; "
        + "connect-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    public static void Map(IEndpointRouteBuilder app)
    {
        if (app.ServiceProvider.GetService<Database>() is not null)
        {
            app.MapGet("/usage/{contract}", (RequestDelegate)ShowAsync).Public(
                "a page without data: its script asks the resource with the visitor's key");
        }
    }

    private static string HashOf(string script) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));

    private static Task ShowAsync(HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(Html, context.RequestAborted);
    }
}
