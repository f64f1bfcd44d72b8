# Resuelto in a container that runs as nobody in particular, on a root file system that it only reads:
#
#     docker build -t resuelto .
#     docker run --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges --stop-timeout 35 \
#         -v resuelto:/var/lib/resuelto -p 127.0.0.1:8080:8080 --env-file resuelto.env resuelto
#
# docs/operators/install.md says more. Podman and buildah have to be told where to look for images without a registry
# in their name: `unqualified-search-registries` of registries.conf.

FROM rust:1.95-bookworm AS build
# Not a stage of its own: buildah takes the image of a stage that does nothing for its own, and removes it.
COPY --from=node:22-bookworm-slim /usr/local/bin/node /usr/local/bin/
COPY --from=node:22-bookworm-slim /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm \
    && apt-get update \
    && apt-get install -y --no-install-recommends libssl-dev make pkg-config \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY Cargo.toml Cargo.lock clippy.toml ./
COPY .cargo .cargo
COPY crates crates
COPY web web
RUN (cd web && npm ci --ignore-scripts --no-audit --no-fund) \
    && cargo build --release --locked --workspace --bins

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates libssl3 \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 resuelto \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /var/lib/resuelto --shell /usr/sbin/nologin resuelto \
    && install -d -m 700 -o 10001 -g 10001 /var/lib/resuelto
COPY --from=build /src/target/release/resuelto /usr/bin/resuelto
COPY LICENSE-APACHE LICENSE-MIT /usr/share/doc/resuelto/

# As a number, so that "run as non-root" can be checked without looking the name up.
USER 10001:10001
ENV RESUELTO_LISTEN=0.0.0.0:8080 RESUELTO_DATA=/var/lib/resuelto
VOLUME ["/var/lib/resuelto"]
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=6s --start-period=30s --retries=3 CMD ["/usr/bin/resuelto", "health"]
ENTRYPOINT ["/usr/bin/resuelto"]
CMD ["serve"]
