namespace Strangler.ParallelRun.Bench.Forwarding;

/// <summary>
/// nginx and haproxy as one would run them in front of AquaCIS: two workers, upstream connections kept.
/// </summary>
internal static class ProxyConfigurations
{
    public static string Nginx(int port, int backend, string folder) =>
        $$"""
          worker_processes 2;
          daemon off;
          pid {{folder}}/nginx.pid;
          error_log {{folder}}/nginx-error.log;
          events { worker_connections 2048; }
          http {
            access_log off;
            client_max_body_size 20m;
            client_body_buffer_size 16k;
            client_body_temp_path {{folder}}/nginx-body;
            proxy_temp_path {{folder}}/nginx-proxy;
            fastcgi_temp_path {{folder}}/nginx-fastcgi;
            uwsgi_temp_path {{folder}}/nginx-uwsgi;
            scgi_temp_path {{folder}}/nginx-scgi;
            keepalive_requests 100000000;
            upstream backend {
              server 127.0.0.1:{{backend}};
              keepalive 256;
              keepalive_requests 100000000;
            }
            server {
              listen 127.0.0.1:{{port}};
              location / {
                proxy_pass http://backend;
                proxy_http_version 1.1;
                proxy_set_header Connection "";
              }
            }
          }

          """;

    public static string Haproxy(int port, int backend) =>
        $"""
         global
           nbthread 2
           maxconn 4096
         defaults
           mode http
           timeout connect 5s
           timeout client 60s
           timeout server 60s
           option http-keep-alive
           http-reuse always
         frontend bench
           bind 127.0.0.1:{port}
           default_backend aquacis
         backend aquacis
           server only 127.0.0.1:{backend}

         """;
}
