--
-- PostgreSQL database dump
--


-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: alembic_version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);


--
-- Name: api_token; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.api_token (
    token_hash character varying NOT NULL,
    name character varying NOT NULL,
    identities boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone
);


--
-- Name: asked_question; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.asked_question (
    id character varying NOT NULL,
    text_key character varying NOT NULL,
    sealed bytea NOT NULL,
    best json NOT NULL,
    decision character varying NOT NULL,
    entry character varying,
    hour timestamp with time zone NOT NULL,
    settled boolean NOT NULL
);


--
-- Name: asked_reaction; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.asked_reaction (
    id character varying NOT NULL,
    asked_id character varying NOT NULL,
    kind character varying NOT NULL,
    value character varying NOT NULL,
    hour timestamp with time zone NOT NULL
);


--
-- Name: case_assist; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.case_assist (
    case_id character varying NOT NULL,
    bureau character varying NOT NULL
);


--
-- Name: case_clock; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.case_clock (
    id character varying NOT NULL,
    case_id character varying NOT NULL,
    name character varying NOT NULL,
    started_at timestamp with time zone NOT NULL,
    due_on date NOT NULL,
    due_at timestamp with time zone,
    state character varying NOT NULL,
    provisional boolean NOT NULL,
    basis character varying NOT NULL,
    counted json NOT NULL
);


--
-- Name: case_file; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.case_file (
    id character varying NOT NULL,
    reference character varying NOT NULL,
    kind character varying NOT NULL,
    state character varying NOT NULL,
    channel character varying NOT NULL,
    demo boolean NOT NULL,
    person character varying NOT NULL,
    anonymous boolean NOT NULL,
    secret_kind character varying,
    place_district character varying,
    place_unit character varying,
    lead_bureau character varying NOT NULL,
    received_at timestamp with time zone NOT NULL,
    next_due_on date,
    form_version character varying NOT NULL,
    route json NOT NULL,
    outcome character varying,
    closed_at timestamp with time zone,
    version integer NOT NULL
);


--
-- Name: case_identity; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.case_identity (
    case_id character varying NOT NULL,
    sealed bytea NOT NULL
);


--
-- Name: case_key; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.case_key (
    case_id character varying NOT NULL,
    wrapped bytea NOT NULL
);


--
-- Name: case_note; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.case_note (
    id character varying NOT NULL,
    case_id character varying NOT NULL,
    at timestamp with time zone NOT NULL,
    actor character varying NOT NULL,
    purpose character varying NOT NULL,
    sealed bytea NOT NULL
);


--
-- Name: case_text; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.case_text (
    case_id character varying NOT NULL,
    sealed bytea NOT NULL
);


--
-- Name: contact; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contact (
    person character varying NOT NULL,
    channel character varying NOT NULL,
    sealed bytea NOT NULL,
    created_at timestamp with time zone NOT NULL
);


--
-- Name: conversation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.conversation (
    person character varying NOT NULL,
    channel character varying NOT NULL,
    turn_no integer NOT NULL,
    state bytea NOT NULL,
    updated_at timestamp with time zone NOT NULL
);


--
-- Name: desk_session; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.desk_session (
    token_hash character varying NOT NULL,
    officer_id character varying NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL
);


--
-- Name: entry_version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.entry_version (
    id character varying NOT NULL,
    entry_id character varying NOT NULL,
    number integer NOT NULL,
    subject character varying NOT NULL,
    body json NOT NULL,
    state character varying NOT NULL,
    revision integer NOT NULL,
    author character varying NOT NULL,
    editor character varying NOT NULL,
    reason character varying NOT NULL,
    created_at timestamp with time zone NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    voucher character varying,
    published_by character varying,
    published_at timestamp with time zone,
    from_on date,
    until_on date
);


--
-- Name: gap_decision; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.gap_decision (
    id character varying NOT NULL,
    text_key character varying NOT NULL,
    decision character varying NOT NULL,
    entry_id character varying,
    reason character varying NOT NULL,
    by character varying NOT NULL,
    at timestamp with time zone NOT NULL
);


--
-- Name: journal; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.journal (
    case_id character varying NOT NULL,
    seq integer NOT NULL,
    at timestamp with time zone NOT NULL,
    actor character varying NOT NULL,
    code character varying NOT NULL,
    payload json NOT NULL,
    previous character varying NOT NULL,
    hash character varying NOT NULL
);


--
-- Name: mail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.mail (
    id character varying NOT NULL,
    person character varying NOT NULL,
    n bigint NOT NULL,
    case_id character varying,
    sealed bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    delivered_at timestamp with time zone
);


--
-- Name: mark; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.mark (
    name character varying NOT NULL,
    value character varying NOT NULL
);


--
-- Name: officer; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.officer (
    id character varying NOT NULL,
    name character varying NOT NULL,
    role character varying NOT NULL,
    bureau character varying,
    password_hash character varying NOT NULL,
    active boolean NOT NULL,
    failures integer NOT NULL,
    locked_until timestamp with time zone,
    created_at timestamp with time zone NOT NULL
);


--
-- Name: outbox; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.outbox (
    id character varying NOT NULL,
    case_id character varying,
    kind character varying NOT NULL,
    bureau character varying,
    payload json NOT NULL,
    state character varying NOT NULL,
    tries integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    next_try_at timestamp with time zone NOT NULL,
    last_error character varying
);


--
-- Name: publication; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.publication (
    name character varying NOT NULL,
    number integer NOT NULL
);


--
-- Name: regression_question; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.regression_question (
    id character varying NOT NULL,
    text character varying NOT NULL,
    entry_id character varying NOT NULL,
    by character varying NOT NULL,
    at timestamp with time zone NOT NULL
);


--
-- Name: turn; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.turn (
    channel character varying NOT NULL,
    message_key character varying NOT NULL,
    person character varying NOT NULL,
    turn_no integer NOT NULL,
    reply bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL
);


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.alembic_version VALUES ('0002');


--
-- Data for Name: api_token; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: asked_question; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: asked_reaction; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: case_assist; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: case_clock; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.case_clock VALUES ('01a200c46280750490591fe6ae67acd7', '01a200c462807945a0b6e04e2ca16a26', 'tip_check', '2026-11-22 01:00:00+00', '2026-12-11', NULL, 'running', false, 'APP 第18条', '{"from": "2026-11-22", "days": ["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-30", "2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04", "2026-12-07", "2026-12-08", "2026-12-09", "2026-12-10", "2026-12-11"], "skipped": [["2026-11-28", "\u5468\u516d"], ["2026-11-29", "\u5468\u65e5"], ["2026-12-05", "\u5468\u516d"], ["2026-12-06", "\u5468\u65e5"]]}');
INSERT INTO public.case_clock VALUES ('01a1e704968073e8b337168e342a54bc', '01a1e704968078e7b8015a401e36a652', 'tip_check', '2026-11-17 01:00:00+00', '2026-12-08', NULL, 'running', false, 'APP 第18条', '{"from": "2026-11-17", "days": ["2026-11-18", "2026-11-19", "2026-11-20", "2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-30", "2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04", "2026-12-07", "2026-12-08"], "skipped": [["2026-11-21", "\u5468\u516d"], ["2026-11-22", "\u5468\u65e5"], ["2026-11-28", "\u5468\u516d"], ["2026-11-29", "\u5468\u65e5"], ["2026-12-05", "\u5468\u516d"], ["2026-12-06", "\u5468\u65e5"]]}');
INSERT INTO public.case_clock VALUES ('01a1c81e6e807495b1af10896aa5a2e8', '01a1c81e6e80769da2d7e127bbd3e3cb', 'tip_check', '2026-11-11 01:00:00+00', '2026-12-02', NULL, 'running', false, 'APP 第18条', '{"from": "2026-11-11", "days": ["2026-11-12", "2026-11-13", "2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20", "2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-30", "2026-12-01", "2026-12-02"], "skipped": [["2026-11-14", "\u5468\u516d"], ["2026-11-15", "\u5468\u65e5"], ["2026-11-21", "\u5468\u516d"], ["2026-11-22", "\u5468\u65e5"], ["2026-11-28", "\u5468\u516d"], ["2026-11-29", "\u5468\u65e5"]]}');
INSERT INTO public.case_clock VALUES ('01a137ec5e807af093092aa1715edee2', '01a137ec5e807e798a964425fa3a2b19', 'tip_check', '2026-10-14 01:00:00+00', '2026-11-04', NULL, 'met', false, 'APP 第18条', '{"from": "2026-10-14", "days": ["2026-10-15", "2026-10-16", "2026-10-19", "2026-10-20", "2026-10-21", "2026-10-22", "2026-10-23", "2026-10-26", "2026-10-27", "2026-10-28", "2026-10-29", "2026-10-30", "2026-11-02", "2026-11-03", "2026-11-04"], "skipped": [["2026-10-17", "\u5468\u516d"], ["2026-10-18", "\u5468\u65e5"], ["2026-10-24", "\u5468\u516d"], ["2026-10-25", "\u5468\u65e5"], ["2026-10-31", "\u5468\u516d"], ["2026-11-01", "\u5468\u65e5"]]}');
INSERT INTO public.case_clock VALUES ('01a1475f7280736d863fb7654ce4a91c', '01a137ec5e807e798a964425fa3a2b19', 'decision', '2026-10-17 01:00:00+00', '2027-01-15', NULL, 'running', true, 'APP 第64条', '{"from": "2026-10-17", "days": ["2026-10-18", "2026-10-19", "2026-10-20", "2026-10-21", "2026-10-22", "2026-10-23", "2026-10-24", "2026-10-25", "2026-10-26", "2026-10-27", "2026-10-28", "2026-10-29", "2026-10-30", "2026-10-31", "2026-11-01", "2026-11-02", "2026-11-03", "2026-11-04", "2026-11-05", "2026-11-06", "2026-11-07", "2026-11-08", "2026-11-09", "2026-11-10", "2026-11-11", "2026-11-12", "2026-11-13", "2026-11-14", "2026-11-15", "2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-28", "2026-11-29", "2026-11-30", "2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04", "2026-12-05", "2026-12-06", "2026-12-07", "2026-12-08", "2026-12-09", "2026-12-10", "2026-12-11", "2026-12-12", "2026-12-13", "2026-12-14", "2026-12-15", "2026-12-16", "2026-12-17", "2026-12-18", "2026-12-19", "2026-12-20", "2026-12-21", "2026-12-22", "2026-12-23", "2026-12-24", "2026-12-25", "2026-12-26", "2026-12-27", "2026-12-28", "2026-12-29", "2026-12-30", "2026-12-31", "2027-01-01", "2027-01-02", "2027-01-03", "2027-01-04", "2027-01-05", "2027-01-06", "2027-01-07", "2027-01-08", "2027-01-09", "2027-01-10", "2027-01-11", "2027-01-12", "2027-01-13", "2027-01-14", "2027-01-15"], "skipped": []}');
INSERT INTO public.case_clock VALUES ('01a0d0ed2e807de1be4555dca2af4df3', '01a0d0ed2e807290b0ab63d5afea2f2e', 'tip_check', '2026-09-24 01:00:00+00', '2026-10-22', NULL, 'met', false, 'APP 第18条', '{"from": "2026-09-24", "days": ["2026-09-28", "2026-09-29", "2026-09-30", "2026-10-08", "2026-10-09", "2026-10-10", "2026-10-12", "2026-10-13", "2026-10-14", "2026-10-15", "2026-10-16", "2026-10-19", "2026-10-20", "2026-10-21", "2026-10-22"], "skipped": [["2026-09-25", "\u4e2d\u79cb\u8282"], ["2026-09-26", "\u4e2d\u79cb\u8282"], ["2026-09-27", "\u4e2d\u79cb\u8282"], ["2026-10-01", "\u56fd\u5e86\u8282"], ["2026-10-02", "\u56fd\u5e86\u8282"], ["2026-10-03", "\u56fd\u5e86\u8282"], ["2026-10-04", "\u56fd\u5e86\u8282"], ["2026-10-05", "\u56fd\u5e86\u8282"], ["2026-10-06", "\u56fd\u5e86\u8282"], ["2026-10-07", "\u56fd\u5e86\u8282"], ["2026-10-11", "\u5468\u65e5"], ["2026-10-17", "\u5468\u516d"], ["2026-10-18", "\u5468\u65e5"]]}');
INSERT INTO public.case_clock VALUES ('01a1f677aa807ea5b8fb2be6d5215232', '01a1f677aa807900a768105ac7f75d03', 'tip_check', '2026-11-20 01:00:00+00', '2026-12-11', NULL, 'running', false, 'APP 第18条', '{"from": "2026-11-20", "days": ["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-30", "2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04", "2026-12-07", "2026-12-08", "2026-12-09", "2026-12-10", "2026-12-11"], "skipped": [["2026-11-21", "\u5468\u516d"], ["2026-11-22", "\u5468\u65e5"], ["2026-11-28", "\u5468\u516d"], ["2026-11-29", "\u5468\u65e5"], ["2026-12-05", "\u5468\u516d"], ["2026-12-06", "\u5468\u65e5"]]}');
INSERT INTO public.case_clock VALUES ('01a1fb9e06807681b14527a89caa934d', '01a1fb9e06807ba68e5597c8137d8c25', 'tip_check', '2026-11-21 01:00:00+00', '2026-12-11', NULL, 'running', false, 'APP 第18条', '{"from": "2026-11-21", "days": ["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-30", "2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04", "2026-12-07", "2026-12-08", "2026-12-09", "2026-12-10", "2026-12-11"], "skipped": [["2026-11-22", "\u5468\u65e5"], ["2026-11-28", "\u5468\u516d"], ["2026-11-29", "\u5468\u65e5"], ["2026-12-05", "\u5468\u516d"], ["2026-12-06", "\u5468\u65e5"]]}');
INSERT INTO public.case_clock VALUES ('01a205ebf7007742a6c685dea466b3d1', '01a205ebf7007cd0b0045cea5c5ac08b', 'tip_check', '2026-11-23 01:01:20+00', '2026-12-14', NULL, 'running', false, 'APP 第18条', '{"from": "2026-11-23", "days": ["2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-30", "2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04", "2026-12-07", "2026-12-08", "2026-12-09", "2026-12-10", "2026-12-11", "2026-12-14"], "skipped": [["2026-11-28", "\u5468\u516d"], ["2026-11-29", "\u5468\u65e5"], ["2026-12-05", "\u5468\u516d"], ["2026-12-06", "\u5468\u65e5"], ["2026-12-12", "\u5468\u516d"], ["2026-12-13", "\u5468\u65e5"]]}');
INSERT INTO public.case_clock VALUES ('01a205f34a0078249d2d591e6d3e4673', '01a205f34a007de3bb0d4f95a80db875', 'tip_check', '2026-11-23 01:09:20+00', '2026-12-14', NULL, 'running', false, 'APP 第18条', '{"from": "2026-11-23", "days": ["2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-30", "2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04", "2026-12-07", "2026-12-08", "2026-12-09", "2026-12-10", "2026-12-11", "2026-12-14"], "skipped": [["2026-11-28", "\u5468\u516d"], ["2026-11-29", "\u5468\u65e5"], ["2026-12-05", "\u5468\u516d"], ["2026-12-06", "\u5468\u65e5"], ["2026-12-12", "\u5468\u516d"], ["2026-12-13", "\u5468\u65e5"]]}');


--
-- Data for Name: case_file; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.case_file VALUES ('01a200c462807945a0b6e04e2ca16a26', 'M32D-1SCV-E', 'complaint', 'routed', 'web', true, '9a7472fabbf8054e38ef835d9935bf98a278c9ea10f3fb3def36d42d94dc397f', false, 'business', '江津区', '双福街道', 'jiangjin', '2026-11-22 01:00:00+00', '2026-12-11', 'complaint-1', '{"rule": "business_one_place", "reason": "\u7531\u8fdd\u6cd5\u884c\u4e3a\u53d1\u751f\u5730\u7684\u5e02\u573a\u76d1\u7ba1\u90e8\u95e8\u7ba1\u8f96\uff08\u300a\u5e02\u573a\u76d1\u7763\u7ba1\u7406\u6295\u8bc9\u4e3e\u62a5\u5904\u7406\u529e\u6cd5\u300b\u7b2c\u4e8c\u5341\u4e5d\u6761\u3001\u300a\u5e02\u573a\u76d1\u7763\u7ba1\u7406\u884c\u653f\u5904\u7f5a\u7a0b\u5e8f\u89c4\u5b9a\u300b\u7b2c\u4e03\u6761\uff09\uff0c\u4ee5\u884c\u4e3a\u5730\u4e3a\u51c6\uff1a\u6c5f\u6d25\u533a\u53cc\u798f\u8857\u9053\u3002", "candidates": []}', NULL, NULL, 1);
INSERT INTO public.case_file VALUES ('01a1e704968078e7b8015a401e36a652', '2SJP-EF3H-Y', 'complaint', 'taken', 'web', true, '62f0977380effa524bb65b014b8415c7419310a08061149ac983cc36c51fe9d2', false, 'business', '九龙坡区', '杨家坪街道', 'jiulongpo', '2026-11-17 01:00:00+00', '2026-12-08', 'complaint-1', '{"rule": "business_one_place", "reason": "\u7531\u8fdd\u6cd5\u884c\u4e3a\u53d1\u751f\u5730\u7684\u5e02\u573a\u76d1\u7ba1\u90e8\u95e8\u7ba1\u8f96\uff08\u300a\u5e02\u573a\u76d1\u7763\u7ba1\u7406\u6295\u8bc9\u4e3e\u62a5\u5904\u7406\u529e\u6cd5\u300b\u7b2c\u4e8c\u5341\u4e5d\u6761\u3001\u300a\u5e02\u573a\u76d1\u7763\u7ba1\u7406\u884c\u653f\u5904\u7f5a\u7a0b\u5e8f\u89c4\u5b9a\u300b\u7b2c\u4e03\u6761\uff09\uff0c\u4ee5\u884c\u4e3a\u5730\u4e3a\u51c6\uff1a\u4e5d\u9f99\u5761\u533a\u6768\u5bb6\u576a\u8857\u9053\u3002", "candidates": []}', NULL, NULL, 2);
INSERT INTO public.case_file VALUES ('01a1c81e6e80769da2d7e127bbd3e3cb', 'DP8R-WXP9-6', 'complaint', 'checking', 'web', true, '0b02cfa47ef4527bc6ea3c1b3b5acd7eb6b2e906a9a5cacf11fd2eb75b7c29dc', false, 'technical', '两江新区', '回兴街道', 'municipal', '2026-11-11 01:00:00+00', '2026-12-02', 'complaint-1', '{"rule": "technical", "reason": "\u6280\u672f\u79d8\u5bc6\u6848\u4ef6\u4e00\u822c\u7531\u8bbe\u533a\u7684\u5e02\u7ea7\u4ee5\u4e0a\u5e02\u573a\u76d1\u7ba1\u90e8\u95e8\u7ba1\u8f96\uff08\u300a\u5546\u4e1a\u79d8\u5bc6\u4fdd\u62a4\u89c4\u5b9a\u300b\u7b2c\u4e09\u6761\u7b2c\u4e09\u6b3e\uff09\uff0c\u662f\u5426\u5c5e\u4e8e\u6280\u672f\u79d8\u5bc6\u4e0d\u660e\u7684\u5148\u6309\u6b64\u529e\u7406\uff1b\u884c\u4e3a\u5730\u4ec5\u4f5c\u8bb0\u5f55\uff1a\u4e24\u6c5f\u65b0\u533a\u56de\u5174\u8857\u9053\u3002", "candidates": [{"bureau": "liangjiang", "reason": "\u6240\u586b\u5730\u70b9\u5728\u8be5\u5c40\u8f96\u533a\uff0c\u6280\u672f\u79d8\u5bc6\u7531\u5e02\u5c40\u7275\u5934\uff0c\u53ea\u4f5c\u8bb0\u5f55"}]}', NULL, NULL, 3);
INSERT INTO public.case_file VALUES ('01a137ec5e807e798a964425fa3a2b19', 'HYAZ-YZF7-2', 'complaint', 'docketed', 'web', true, 'dfbf4833bde1357bf4b594ca3a9e5e3e752cbd9a2662e338207b754a41ef90d7', false, 'business', '荣昌区', NULL, 'rongchang', '2026-10-14 01:00:00+00', '2027-01-15', 'complaint-1', '{"rule": "business_one_place", "reason": "\u7531\u8fdd\u6cd5\u884c\u4e3a\u53d1\u751f\u5730\u7684\u5e02\u573a\u76d1\u7ba1\u90e8\u95e8\u7ba1\u8f96\uff08\u300a\u5e02\u573a\u76d1\u7763\u7ba1\u7406\u6295\u8bc9\u4e3e\u62a5\u5904\u7406\u529e\u6cd5\u300b\u7b2c\u4e8c\u5341\u4e5d\u6761\u3001\u300a\u5e02\u573a\u76d1\u7763\u7ba1\u7406\u884c\u653f\u5904\u7f5a\u7a0b\u5e8f\u89c4\u5b9a\u300b\u7b2c\u4e03\u6761\uff09\uff0c\u4ee5\u884c\u4e3a\u5730\u4e3a\u51c6\uff1a\u8363\u660c\u533a\u3002", "candidates": []}', NULL, NULL, 4);
INSERT INTO public.case_file VALUES ('01a0d0ed2e807290b0ab63d5afea2f2e', 'C0Y8-PNHP-N', 'complaint', 'closed', 'web', true, '6264030ae6c49d5287c0c60a2497919c0bf074d3ebc67a44f1179d69587f3137', false, 'business', '大渡口区', '九宫庙街道', 'dadukou', '2026-09-24 01:00:00+00', NULL, 'complaint-1', '{"rule": "business_one_place", "reason": "\u7531\u8fdd\u6cd5\u884c\u4e3a\u53d1\u751f\u5730\u7684\u5e02\u573a\u76d1\u7ba1\u90e8\u95e8\u7ba1\u8f96\uff08\u300a\u5e02\u573a\u76d1\u7763\u7ba1\u7406\u6295\u8bc9\u4e3e\u62a5\u5904\u7406\u529e\u6cd5\u300b\u7b2c\u4e8c\u5341\u4e5d\u6761\u3001\u300a\u5e02\u573a\u76d1\u7763\u7ba1\u7406\u884c\u653f\u5904\u7f5a\u7a0b\u5e8f\u89c4\u5b9a\u300b\u7b2c\u4e03\u6761\uff09\uff0c\u4ee5\u884c\u4e3a\u5730\u4e3a\u51c6\uff1a\u5927\u6e21\u53e3\u533a\u4e5d\u5bab\u5e99\u8857\u9053\u3002", "candidates": []}', 'not_docketed', '2026-09-28 01:00:00+00', 5);
INSERT INTO public.case_file VALUES ('01a1f677aa807900a768105ac7f75d03', '3X43-DN0F-4', 'tip', 'checking', 'web', true, '41d4b49b52c1f0a1366e1281abd1ccb847df34c22f7d72e62c98b5c817e90338', true, 'business', '合川区', '钱塘镇', 'hechuan', '2026-11-20 01:00:00+00', '2026-12-11', 'tip-1', '{"rule": "business_one_place", "reason": "\u7531\u8fdd\u6cd5\u884c\u4e3a\u53d1\u751f\u5730\u7684\u5e02\u573a\u76d1\u7ba1\u90e8\u95e8\u7ba1\u8f96\uff08\u300a\u5e02\u573a\u76d1\u7763\u7ba1\u7406\u6295\u8bc9\u4e3e\u62a5\u5904\u7406\u529e\u6cd5\u300b\u7b2c\u4e8c\u5341\u4e5d\u6761\u3001\u300a\u5e02\u573a\u76d1\u7763\u7ba1\u7406\u884c\u653f\u5904\u7f5a\u7a0b\u5e8f\u89c4\u5b9a\u300b\u7b2c\u4e03\u6761\uff09\uff0c\u4ee5\u884c\u4e3a\u5730\u4e3a\u51c6\uff1a\u5408\u5ddd\u533a\u94b1\u5858\u9547\u3002", "candidates": []}', NULL, NULL, 3);
INSERT INTO public.case_file VALUES ('01a1fb9e06807ba68e5597c8137d8c25', 'DTT2-VHVN-9', 'tip', 'submitted', 'web', true, 'f450d01dbc0d13f0238efdc4e39678325cc8a15b1acbf8cf280ff44e2017063f', true, 'business', NULL, NULL, 'municipal', '2026-11-21 01:00:00+00', '2026-12-11', 'tip-1', '{"rule": "business_no_place", "reason": "\u5c1a\u4e0d\u77e5\u9053\u8fdd\u6cd5\u884c\u4e3a\u53d1\u751f\u5730\uff0c\u7531\u5e02\u5c40\u7edf\u4e00\u63a5\u6536\uff0c\u6838\u5b9e\u540e\u5206\u9001\uff08\u300a\u5e02\u573a\u76d1\u7763\u7ba1\u7406\u6295\u8bc9\u4e3e\u62a5\u5904\u7406\u529e\u6cd5\u300b\u7b2c\u56db\u5341\u4e00\u6761\uff09\u3002", "candidates": []}', NULL, NULL, 1);
INSERT INTO public.case_file VALUES ('01a1f1514e807764b0a869eb317cfb21', 'DRCV-73CQ-V', 'consultation', 'answered', 'web', true, 'e4f37c2fa23faaca524a3548457b6e0517365f69c82968b98c201f3384560cfe', false, NULL, '江津区', NULL, 'jiangjin', '2026-11-19 01:00:00+00', NULL, 'consultation-1', '{"rule": "consultation", "reason": "\u54a8\u8be2\u7531\u6240\u9009\u533a\u53bf\u7684\u5e02\u573a\u76d1\u7ba1\u90e8\u95e8\u7b54\u590d\uff1a\u6c5f\u6d25\u533a\u3002", "candidates": []}', NULL, NULL, 3);
INSERT INTO public.case_file VALUES ('01a1d791828079e4a3d05450c91052cd', 'A7FD-WWA7-0', 'consultation', 'closed', 'web', true, '72a56670c34b5f1e5124e74330458287eb27907ebef3942413536cd0d01aedb4', false, NULL, '两江新区', NULL, 'liangjiang', '2026-11-14 01:00:00+00', NULL, 'consultation-1', '{"rule": "consultation", "reason": "\u54a8\u8be2\u7531\u6240\u9009\u533a\u53bf\u7684\u5e02\u573a\u76d1\u7ba1\u90e8\u95e8\u7b54\u590d\uff1a\u4e24\u6c5f\u65b0\u533a\u3002", "candidates": []}', 'answered', '2026-11-17 01:00:00+00', 4);
INSERT INTO public.case_file VALUES ('01a205f34a007de3bb0d4f95a80db875', '3XSZ-BFD4-D', 'complaint', 'taken', 'wechat', true, '3bda49db3a782482f7d713d9693c14673b9eb0e29d409686d905d45ff2ee2d11', false, 'business', '江津区', '双福街道', 'jiangjin', '2026-11-23 01:09:20+00', '2026-12-14', 'complaint-1', '{"rule": "business_one_place", "reason": "\u7531\u8fdd\u6cd5\u884c\u4e3a\u53d1\u751f\u5730\u7684\u5e02\u573a\u76d1\u7ba1\u90e8\u95e8\u7ba1\u8f96\uff08\u300a\u5e02\u573a\u76d1\u7763\u7ba1\u7406\u6295\u8bc9\u4e3e\u62a5\u5904\u7406\u529e\u6cd5\u300b\u7b2c\u4e8c\u5341\u4e5d\u6761\u3001\u300a\u5e02\u573a\u76d1\u7763\u7ba1\u7406\u884c\u653f\u5904\u7f5a\u7a0b\u5e8f\u89c4\u5b9a\u300b\u7b2c\u4e03\u6761\uff09\uff0c\u4ee5\u884c\u4e3a\u5730\u4e3a\u51c6\uff1a\u6c5f\u6d25\u533a\u53cc\u798f\u8857\u9053\u3002", "candidates": []}', NULL, NULL, 3);
INSERT INTO public.case_file VALUES ('01a205ebf7007cd0b0045cea5c5ac08b', 'D2VP-4NBV-E', 'tip', 'taken', 'web', true, '97d322d890e735f43f9b5908f3d9fc96f7ee273a65c1bc2cd1171d847cdce783', true, 'business', '合川区', '钱塘镇', 'hechuan', '2026-11-23 01:01:20+00', '2026-12-14', 'tip-1', '{"rule": "business_one_place", "reason": "\u7531\u8fdd\u6cd5\u884c\u4e3a\u53d1\u751f\u5730\u7684\u5e02\u573a\u76d1\u7ba1\u90e8\u95e8\u7ba1\u8f96\uff08\u300a\u5e02\u573a\u76d1\u7763\u7ba1\u7406\u6295\u8bc9\u4e3e\u62a5\u5904\u7406\u529e\u6cd5\u300b\u7b2c\u4e8c\u5341\u4e5d\u6761\u3001\u300a\u5e02\u573a\u76d1\u7763\u7ba1\u7406\u884c\u653f\u5904\u7f5a\u7a0b\u5e8f\u89c4\u5b9a\u300b\u7b2c\u4e03\u6761\uff09\uff0c\u4ee5\u884c\u4e3a\u5730\u4e3a\u51c6\uff1a\u5408\u5ddd\u533a\u94b1\u5858\u9547\u3002", "candidates": []}', NULL, NULL, 3);


--
-- Data for Name: case_identity; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.case_identity VALUES ('01a200c462807945a0b6e04e2ca16a26', '\x01a182d5b104b9094faba0fdaca8652b7fc1da8053c2bac90f9c2ba1e19360e4cd95555d514fd02e24f775d9b95d5a8b3592791f0ae2c44e8f7774807d281673669b4eac0d066de0c9d79530ecccf4fcaf982603a31e12247b4cfe5e2965c4797acb3cb9cf835aba18e543ab11be01b2e563cc1f901d6cb2f10fa1c4b92f0ac24246d2d599087a7efd72a4cb4804893b4b77eafce7790c0fead6e94cc6479b5ec9de22528b01d07d06c6befece64');
INSERT INTO public.case_identity VALUES ('01a1e704968078e7b8015a401e36a652', '\x011173d9e49fa3ac9e6ac0ef4edfaf18082182e915167e24d295c24eb7f81aeb194f0607b2c7996ebcda5c4e843403154f2ba673a3ffe57afce1beec73b94827e88b7759813d80c772616b38672cc5ca26b28c9324310e378f2d4d44c6d3b342d2ddcdffbaf86b6985c9bc1d414f9fa76107c6b61a32d956f3ae41cec9507a1f9a7e7e2010b2d5a129544fc294f15145a9bbb75b44c8a58f5a93d8e8dfd4a9ba606732e1577c5fe0');
INSERT INTO public.case_identity VALUES ('01a1c81e6e80769da2d7e127bbd3e3cb', '\x01936471563f12bee2ec6e130f592623456ad5f35b1feef87f2f699a05afd68df43e94c96643a25eca174ef8b4f48476478507b66c156292748c16ab218d720e08892155a7e8e5cee1c01b39e243a54445357cf478b39b37a908dd6348b8008b6719861f90b1d95e88f7284b2b67cf956de809398e2c415233e9ef76d3c2fb6453b7b146ec182281f5f3fb49664a1393a3e133413345d2ec01a1ab01f70aa2cd17a06accb2c88267ebd20161c5bb');
INSERT INTO public.case_identity VALUES ('01a137ec5e807e798a964425fa3a2b19', '\x01938c8fb274460a15829ac57c00890eeda67873e80012b8439c9e8fe94bfc8a3cff508f1a109036d366976a705fe7d0fa89815020467c45f73d234b1e5c2af542626d33e6622d4146de25d67faa8f46e06a5a3f865831a5e1de76ca754f676d39c354f75269a0aa7ab9bec411aea803e202b4fe37dc3dc079ff9f444ea3b78997d0498105230b1bd8907bdd4adf2cca6a584d03340e08022bf1aebbadc249aaf15c39d1061d40e6773b1eaece83');
INSERT INTO public.case_identity VALUES ('01a0d0ed2e807290b0ab63d5afea2f2e', '\x01c3c93268083eceb2ad9ca76c590c286759e4037fa246d33607bb96a147d483e71f9603c70d337a40f1e775a5eea80737485b67228d28a64a50a45cd41dccf2b339f506e655d8bf2b29effd559c3f64c3148a0778da72c653bfcc81c3910bfaf8b82d12de4c321eb5aa278d226af9553657138487d0f914bbc23aa139bd6c54f76818c4f78741cd6923d75a5bfa1250f168882c0d451b7aa261c03f1e493c0cbf58361dfaebf4b32b0e9f6dce7d');
INSERT INTO public.case_identity VALUES ('01a1f677aa807900a768105ac7f75d03', '\x018f7df7ebb604da5ba38fa3f8bb14126126eb1a826a5d7094eb15bd54d6c6faba1afd9c27398d5cf03a285d3f23c8c3deb48921bc');
INSERT INTO public.case_identity VALUES ('01a1fb9e06807ba68e5597c8137d8c25', '\x011711fd2070d76bc4f299fcefc926486a2e7129775e402a86546659d32f337197c0f501c37e70a5c0c79d22ed7574f3014a052062');
INSERT INTO public.case_identity VALUES ('01a1f1514e807764b0a869eb317cfb21', '\x017ee8ebe93154a6449f57060098226d718980a555e76ef3b1028e0a1f24158f5758c2ee4d17bc1efda27d12492e72f233d22b6045983655f7c828d83b618b749589596fb6a093b94cbb3115f98d76158d98c87e211834f597f202bcd3ac265fa2fbf980df74ce4b1132a1248990bf5b40f3c64a91c01c7c67ebd6e70c1d72e286c88e5431df50ec95f1d585b6c7ac90ab92e73a58eb53578897ffea116e7ebeea8c59675536797f38e9a585b9fe091c');
INSERT INTO public.case_identity VALUES ('01a1d791828079e4a3d05450c91052cd', '\x0127672a7a263303eb9365d52a05c8da30afb11b916c7a1f1f851abd97716632b7a4190e07c6a63a19cb042067603a3869f14356fc673275d17ba796e8d12f1f8373eb44370cdb33d150deeac220268527df164d0b4158d52ef8553e0da30f97d580af87fbdd46166e80e3bcda03221d6e59444b9e2446c1a01092b7236771');
INSERT INTO public.case_identity VALUES ('01a205ebf7007cd0b0045cea5c5ac08b', '\x0175b2ed0e507d2e512b0c2fa099aab0f755d08325d91ca9cb61de97996f9c66487659f0a7e0ae3af4ae83bee70d93210c1778dd1e613b4f615ade2e8dae9d6b323d88243a6af4f377');
INSERT INTO public.case_identity VALUES ('01a205f34a007de3bb0d4f95a80db875', '\x01894de5bc1e1e831b8eec9128dc25016e0857d8d95389ebf88b2ffcd42c5bd42ff1a736fa392cadfab8cd8b2daa9f6afd29e1f0a90c5ad45009263098da2537912e85a1501dd0f7235d4e4a65dfcd9e85f9f89f94a154602e2a952a0af85d30ef6b81bd38822ad69e8888cbb466510dd49e924a5668017b57a278fdc2fd4fb6aee3d1e395ea4d1444d1825c8df6e82008f49741c3036b12371d3cbf15c29b8aa920e4600c1cd4eddb1294fac492e6a934b74d5a15900121b15ec24215bc02d3529d5197ad1017621c0c91856d4c70da72ea63f5893e77749e726dce4794ae9616bef4350d42a233dc801dd830ed3b8c56d793d1ba034a777bc31883b1d4624d2b124a96e9c41a0d72dd69ee4934291b');


--
-- Data for Name: case_key; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.case_key VALUES ('01a200c462807945a0b6e04e2ca16a26', '\x015fabd353a76f95488d7d06bca4a1ed4843398de27b7d42694d33460cbde3a52454712eac1462a41fcd7143b55fa96b188da9b897fc4181cc84b0d34b');
INSERT INTO public.case_key VALUES ('01a1e704968078e7b8015a401e36a652', '\x0181d755c78139df6e4f70e7447bb0dc4fcb2bb7d9b77b7fe12ae02c58eaf7f4672be407a5eb593aa826616842af4664940c196e71169d1c0a71358640');
INSERT INTO public.case_key VALUES ('01a1c81e6e80769da2d7e127bbd3e3cb', '\x0148f731dde600f0eeca4961515db60f61433f00aa98126465502b60bdd40d738514b2e559e6e4381237abcf2b23d2eddbe5ddd45f5a3235ecf6241f8b');
INSERT INTO public.case_key VALUES ('01a137ec5e807e798a964425fa3a2b19', '\x015d9d78f1601390e99333c50bb264e8eb7547a522300d10968d209caf0d60fd9d206a6286f1312dc5c98be47e2b5f5368c645d6ed56131f7803f88a32');
INSERT INTO public.case_key VALUES ('01a0d0ed2e807290b0ab63d5afea2f2e', '\x01abc6ce69f91886ac334116f0a1741949612adcae4d3cda95475d50fd227145b2b0ae54e16248a1851ecbbd4d2fb28c13f6dfd1f51f7d293783cbf363');
INSERT INTO public.case_key VALUES ('01a1f677aa807900a768105ac7f75d03', '\x0142bcf0da99d76fa143c32c211f06180af381a96fa425caa0ae46107fca564f92342560771da4954eb31aa84ee96df41243b8b9ce0d70d80d055d8b2e');
INSERT INTO public.case_key VALUES ('01a1fb9e06807ba68e5597c8137d8c25', '\x016c0bea4ce96beca898bb2045096e24c1eeeedd3bb8fca33b157f5cad19b327cf1c9a171bfa99bb253a567052e252ef19fd8d1bc18fb6e5ed5feb175c');
INSERT INTO public.case_key VALUES ('01a1f1514e807764b0a869eb317cfb21', '\x01514ccea8df4354ee16b8b7925ead8efa13c37f1082444dcb945a2ff129ca4ddda2c9fe3f5d2a98344df18ca66f4e7cb1ee4b4c29dd3fd23682b8e17a');
INSERT INTO public.case_key VALUES ('01a1d791828079e4a3d05450c91052cd', '\x01345d6c38a670300f0d70d0722130066461e2f16265d67b5956c0a977481c9c5ed1f4cdb16c65386c3bc0db5af125a26b03c78ce54349b90a480b5174');
INSERT INTO public.case_key VALUES ('01a205ebf7007cd0b0045cea5c5ac08b', '\x0162cd481a5de201fa248687be11da31f84b5ed31ece197bf04c56bf6d7fb2502ed25816d5f3d9e7fc6de8af122b24452fe9006263d3690c9dfdf10cea');
INSERT INTO public.case_key VALUES ('01a205f34a007de3bb0d4f95a80db875', '\x01680d2cf0b178fec106241ea37e7e2084c7c955407c9f4212b1aba6f73e523234c64580490039a0d590d34de9a88aaa3774ef329ddc2c3ca4e6a27df4');


--
-- Data for Name: case_note; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.case_note VALUES ('01a1475f72807dcaa077e1c406a65d0c', '01a137ec5e807e798a964425fa3a2b19', '2026-10-17 01:00:00+00', '01a205eabe807edd913b66e2a566cab0', 'written', '\x012ff3befe5262a90d7de15ceb005f00f223dc7469bde94a427e69fd22db89bc024f09ceeeb2ddc87f6f3bb505d950599421c5c44f1aa9f868006afc92f54399d3d286fe0569619ef4aac12ac4d5342f0bf64e5d90220d2bc219502f1882');
INSERT INTO public.case_note VALUES ('01a0e06042807f969e227bc0fcc76fc3', '01a0d0ed2e807290b0ab63d5afea2f2e', '2026-09-27 01:00:00+00', '01a205eabe80721597ed65c7c5003e41', 'reason', '\x0125319559c085ceecb91b59caf91d6265edb5799ef9ab6cfddec99b13686525aeaf35fa11bab3bd9a0c4d53f303b993fe901363d3e52277811e55e2083d0dc3bfa6d3fbd714e1bd6db614646c4d3c8f28c5047f1df6e207c67f6cd5dfe1');
INSERT INTO public.case_note VALUES ('01a1fb9e068073b6b535cb1705a0da01', '01a1f1514e807764b0a869eb317cfb21', '2026-11-21 01:00:00+00', '01a205eabe807e4ca52aa3b056b80f23', 'written', '\x01d46e57f94e670af745f556259dd8e4def6a394b00e1838c5619d7bb01a7e01f5d2f87513bb3c7d098723639069ac6ed6432c86517058622bf8b822c10c9519d262dcc6383f8ee9a15e79a271978add5ca5278ee6cfbda10ab87a22b75a2c624d6c747285e4a2e7210b6da1c8ab58bccc9850afea77265f3434cb550c079c8de2160da06972a41e80b3d38981db3a89f4183031ea67a1');
INSERT INTO public.case_note VALUES ('01a1e1de3a8073128704c9c0733ff00b', '01a1d791828079e4a3d05450c91052cd', '2026-11-16 01:00:00+00', '01a205eabe8075bf97a9a1925f8e760f', 'written', '\x018b3672c25769bbe975a66920876d89b22467ed72f198c897c4f8d7f3aab97c014721a0bd5ac03b179f9443a64cfeacb5f380d265cbcf4100500c6b6fd1f21d992d50d75f5af98120e096b5b2b9d804f215a8798ede9c33ed940378a44497748836bd03f951f28efac45917bfc02f57eeb28f7481f76288b32ca4ff3c998bdc86293b0bb1a296f7de6915ab0222c21a46ab3c9a2c0008');
INSERT INTO public.case_note VALUES ('01a205f3e64070c2a832692675682f1d', '01a205f34a007de3bb0d4f95a80db875', '2026-11-23 01:10:00+00', 'filer', 'supplement', '\x011d09eb5fad4f7eabd981396782e132a38e68eac40c66605c32d3d62229698d34670d280fdd462d717684a6072fee2f328973a03c48851a90daff809ddda201f4502897b5dbf2171ad43273f5f7c7');
INSERT INTO public.case_note VALUES ('01a205f482807d93b20fb73608cf9104', '01a205ebf7007cd0b0045cea5c5ac08b', '2026-11-23 01:10:40+00', '01a21089dc40715eb67f98bf9ec01189', 'written', '\x01ec95a19860d8d040093c5e47b6e53ba734032311a62e6cb6b6359044b3578664e5378bfde17bc96d227033e072b70412cb3c0720a20309912aaf7c4c671151ac18ccf66da6fcace78130587f8141eaca3e8585ef3cdc8f');
INSERT INTO public.case_note VALUES ('01a205f51ec0734ab618611149d38f64', '01a205f34a007de3bb0d4f95a80db875', '2026-11-23 01:11:20+00', '01a21089dc407379a642700ecb340584', 'written', '\x013da028c343ad6e4ca0cdff19c874badbc20f4c947f16047f5816276f305563075b35dfcf2a8bea1ec18bf556a77cdfbc41fba2db29400e067852d24763a57934e21c9111aa15baae9146ff3cd292fede0c8fe7890b5926');


--
-- Data for Name: case_text; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.case_text VALUES ('01a200c462807945a0b6e04e2ca16a26', '\x018599a95aa2daa11f1e3f444e979988c86a38aef1afa2c171ddda8db03d690bd77cf3ab8ba43a5e9ad66f332df73ec9e28c223a943a462b7a91e170f6371ed9c2647ee94270706e14a1d624c076a70632684aa9d032ae37ddb23d5907e027cf4e20fac5da55fd741d714daa0da506b54934db217ebcf00c396346aa2ec93bae9af0067900e9c349a4b828ec525e42fa25afa13df2025a039cdb4d8ee7465d5ca5b8dd7e6aec7e71b837421c05f3dfbb8d7ce50840a9c50c6d3890d16db9d933de963f1d4a832024a8c1e8d1b0ccfd0fe80de50d123321d37ebfe50eed315aed36bc018047c4ebc2b0f1ae2f90046418f74ea3f1ccacb49af67c7fef4289f7e9b24b00e9f3fb09c6ec6285b0a55b9601674a5d909608b4b430c2013aac07c4c99f72cba0c5c38b19d0852abf951ab80e6a0df078de07df30f29ff5bf8c0e06eb76677e5e9def3dbf302597a82939a00615fcc3aeff3e6b012d9105c986eb04d5d9a08b7fb09ba048d89b42d1be03f67453ffa0e17098bc2537dd838292d5e0f5861dc8a11a5efc3240b74e8b59ca53ac55f8469cfde61f4a78250779d6f1825f867aa20f3a504357767de4dd094e4a378201bb4e09f1ed554a5ff4137633f42f04ce9a846e4bde9d55128288e15ab7d83d2e091c297613599337a830aeea2899f208fd77c457b2dec21585037a211aaef161295153cbc300a4172edad58c6b656938920400040a8b56fdcb46ed5a93980c4f9ef3a109573cdcceb30e1dfec441f6b80768acb967b58f52d11033d15ad5674503c4ea85157ccd66843cc16453d1dfc816328bb8bfaced3fb210629b727b76927676ea54ee40e2a1fac1088e70b601f456db02d37987586d4fcc8490bcc36d9121b5baea6f10a2cf8d173b1f0ef718c21f23320be3218e7c21966de3088450ec7ab70f7ab7e715349930d0064bfba38af1caf472c728f26a6794ab7278206bdcac3d735ceb6b3b78760d49cbac0063ff3d83921bec8b89f30c78f8715dc24fd396ab5071dc65f5d1ee657513cd5d');
INSERT INTO public.case_text VALUES ('01a1e704968078e7b8015a401e36a652', '\x01929d2eb7cc8c8fb2edb331f5421c1d80c57c879f729093484787c9b87d236946f7f897abb297ef776268cc40471822b792025492730a0ebb741733c9230a0ee1c90684637da2a47bc167992bbbe3e6093e376f349329f06aba55ffd5b7b14f23ab57be5ef56cd2b0b9caea5a17bbbabe26ab6b32d4c85c0cfab134a4e106418e04756ced025049e8417f76d5c6b5566bad136aeba60c4507d8710ef09e5beae5f6b77bd7923a091de0aadcb750a69c4a974bdbe745984082c90bc982786e7948e4382273742de77c5c8ecd7587495f5b08dd32f8be43f8ac32c652064ac00299e5f22703309f83c6a4fbe90208e0baca395fffe94ecaa814d71bffba747505159db5786df0fad59b20cedb2538da22c1c9ed89e35c2f0460cf87d5455db361f3666740a3e2823a8032db5f6a15442c4a8bb02a1734e6f3be420fa2d2cfd66edab183255ca5090f561efdb13765b5ea3d427f96c90414b53a594ecb3b20d271be23442a2132536e309a13662bc08fa4c806507db4b2a28f217644b24f20865e67c9b586af8202204585ede822683c99d7600470397ca14b6680dc66bcd8aa2cfd58649d969bdf0d99be6e89b819e6feee85e352eb1880a8154827da5df26f841ac2c900970ca196d0f18d761588c7c8a58899c761ad9d7a1d464c69f0fb94ff2009c8f9c7e212ea7fb9cda5619c1768dd0196f21211f7a5710ad91ea239c710e91ae1d09a9dca1e57c3930f26a925d8a392301de15256a3490ab56877270abd6976fb5c6261a29832157e1ffa6f954be2c1e9213097fa47c83b2372e7b0fc21e16cb457357025d4186d5338a9811937be5cfec1803d2ab2f6ca48e113b7ff17933e23049be6fb10baff9c306ea98efb3bb2af1060c489fb7867bd1e299858fe340207e94e7e714a53f84a78c3e23db20c9207fc30e88a6ce0d3cc8efd0e3bef846d633ca641b5315107caef32898c5a6b3adabc1f557abc6bad56f61d5ddb4b9eeed517a1776f7c64f684dfdb50b59b7cb136332b5835e1bd7922ee3331ac89d36dab');
INSERT INTO public.case_text VALUES ('01a1c81e6e80769da2d7e127bbd3e3cb', '\x013bfbb7af9707a6cac122eb2ff58915e3bd843a93fe52ca8c902a0e25f0dcc78ec8d34e7c3a34a960487b807cb39a8789272efee68acd2b6b357db433f8fd33443b8e1337d39d64eb8cc869ef8a719e606b09ba63994794a95f1915bf1e1fec06c7a88ce629d072d503020ac7bc7f86b9b8c624fe164db99aba12c76e60c3aae141c9d24a61a5e477168a185d1d624ecd6a8d9496942ff25db546002f9b8dac295587eeff355cffa12f3304e70e6354cd085a6a2a385ba5de00640b944d755236d49fb0d0009dd79f08d27251bc73d9e716e08d17dde4b443ad405dd22499fcda129366c19fd9ba4456cfeb3b2875d0c38472291195c835e8e69367cf149b0e6bb7b6e5126f0610d13bc49b10efa982703eb48a5f3883a31476cf78684ee033f346f97f2eda85214c35b1bdbc5602ec615e18726584d573fe6c7ab6b1c7e413dbf56bba53c835c1f0adc344a19fd77e98adbb7ef5f4e6b9e628a6c7fd728c21f638a3765d3afeb01d1c933f82aa4854c0ba73eee81983365b27206081de3701d9ca66f0380cf99d4aa431496e145769ba8788653a110a7abe41e0d849b26fd6c5fc077b66a27d200b0d79d4ae4ec67922ef0967fbcdf041da0c6f66ed2e9e7579ad0c66a5642c6d393326c08c677fd99cd4e8952168cddec1206367a2d409c1b49e95c5ef0ab65d8e22dd65504533646cac84176d2fa739f7ecd75226413ca162b757714573c255c972547722c5ae7f29da586ab13f5e6d337f637b00c1a942c26b26471e50bd4fb4a804864db934bbc5ee63364c126d66045d31a8884934df63b454adc2da43f7fb87e145b1be9a7490a6e8639412965f27281231cfe194de6f93771ed5418a96a47a2efa031d47e4e9c99b30cba2a347ce2c68b439081c357685b53b08ca2400cfa5d3ae0ae0dcf39188cd3f10e0c198830d9b19eeeaf1f63d27143578f5822fdb6cf024ecdebfb7a9e547cb98648fc542b0db759b0b1b573334c8377721');
INSERT INTO public.case_text VALUES ('01a137ec5e807e798a964425fa3a2b19', '\x01f2e76cd1dd5b280e16c74f875d1a6d27cc90bb73cc6a7a655489020143ba81fbcde14294f48725b2eed15854fa8db045778c9dbd6e2be03f60a2921406e96446e8578981c48bb1cd63dfe77cba7c0aa9589ef9e7dc35067945d58da4e29e3ba1d7244cfb623f2695b483984584f874858d851cc16070df50fa34d94c270d583be17316bbf9bddbe0deecca77d3af9b7df7ed9067a00b005a01e028a3107dab707f10669b67c5cdb0d4d7b34c28f53af20f6deca6d808fb5f6b4fbdf7d1c839b6f775dd419b13257aea801a1cc9fbe260797d3370c3a2429a209804bd5a76f4fa2f8720f829904409e3455fd67393db58edadeabdea4749e8cc106a9d43ace7c3cdb87adea59fbf29d7645751c4cba1e3a1b93b0fa7813a071655f0cb94b57b2826d9fd2c0093c41baeccfef35df74a2ec8bf431e46c0301ff06169306670189a01786475285d4baa50868878d9094bc17159adb09fec1896bcc9900d9a7d5deb4a5bd963683a176527ec276a9563525faf65a0846da0ac7f7dfd86d9a02e6795b51f1feb06c171607846f9b4c964d47c178c36434c3c01332f92a1a34cb1d82ace3d60d93231a9c65b86a87447371198e70773c5b2916bcce673302f5155433ed4fa6945441d30b1f892cfa7b60913b698901ea967b48e5f1cc881d089a74448aeb841b1335b3fb2c94c9c1380ef1aee48d0179ab1b48302c00d38f6610c1fb97714fffc56f25b22c82b303b6077b264868da4dc06ecb1c137638703bf4b72c6e564c05dc55c2427f7418a8510cf2cef3df0ac7c7915e5135e643f12f7408adad360f6610510a73396f85f3bd0790bdcd4f9262adb4901c0ec9294eb322ca7cfd6a6d39d50e27130680459ca61743876552caf6376e4c4b23810405cc74bf180d14bcd6d7bc87ef8104b94063c5a4595815070d4c4a1756b39066a13e775b9bfdc005cfd5337513388be9b722c83ce340aa3dee966d80a7e84011ecbb1bdf0dd7b981549');
INSERT INTO public.case_text VALUES ('01a0d0ed2e807290b0ab63d5afea2f2e', '\x01de5d2be92ee7944c9359e77662ba36592fad95734f04b25302d3d869a76353b7cc3134044e6faa42503ff1778aa543c760f2d771bf73010131df1049ae8607a2db9eae0e93d217dd613b289e3b5f6ba1bca33f29d3dac87c63a3724b2989fb472639a6f765bde4c7e7052c51241643113eee6ed318f566fd6092a4699594923db48bc78c822e2c4b8f62151fc59cf5522283abffc778dc19e7906200d5adb0f4aa52dbb5f8dd972162e7586a15c9f7b4efb31823520e77491579886d0ce6b939fa7c4327d403cc4785333a85ea0926b8cf0166bc620504109385e7a16b7c68f67bdbc475951b61313ac6149eb1e4fb0b5c10ad3399da70b901759c222f5a86b45458f60fdcafda50da4e1198ba76ca914ac854680e6daacff6a1470dface9ebcdcc9320933127184fa72338cafc1caa97906a060aa27f789d5c831f5f3102dbca32486f1636ef1139d6adf0f5ee09916b35635c8b1a9071c30bd50cea50c8e9092d4102d39158db6b0cf64174f0770622f49a082de919a95dd8e7907bfdc2cd7742936aee5bff4afa46ea45ab69024b1605abc97fc6eec0ce02cfc0d42eab280202906215f27676c891352deb51e804e6817fa5ab883342993d751d533f726ddbcf371f111eda222e68fdb69cfe419258b2a98a36cffccc198dd360a02a7a8580a2ff9ea65ff923fc69e3b1fda8e15a3a4731e6f7d0c2dc0fddac8842569b3a75a49bbefa3f0fb811a9d3e5394f9fcebcac067e46dff8c6ab1e11c4dce8fba8b241421f7220d963b607cd246960dfe2aa03a6e62564c9a7574c3188c2067db8bac930852da966a170e659f07fcd36addb2ff368875f52949d1518e71e78cde44354e01e678cee5bd600b4d10aaf10854318ab1dc39e8462acc601b7b5d4558ee912ab1b50ba39b06e2002882f8248457248fc4b3f9eacc177da049c200702e340e40da66d5c0c0e8c4616c0a62d5fc431cf1085923');
INSERT INTO public.case_text VALUES ('01a1f677aa807900a768105ac7f75d03', '\x01c9922a9a997ab0b18c4962c6f1511a8919f71992e6a9e938a6a9b57ce51a00f919b6625bc1d3af88bc4328ea13d40bea9a79929b11b8aaec2913b5b7d6343ad8bf5a31129a4aa8c495d7aef379358c393bd0f07fc444198b5ddd7fb96becb32bda2ee4c2602eb448eafac88413e7c790c1c4c575db5bac421787a52c9aad35c30ec5d39a075881cd712a8997104b49d6164c11517c98a72f9213187d632f9329c2ffcca46ceae00a3e2dbc0790e7fa99acfa2c0a87bec7cfae64caaa61e2248cf11c8c228480bc012d5fe41e27b7def761546141efeccbac37b5e704983503d0879e11f189db27389e844b83065911aaf9164293a797e0926c6e7671a8653564c170ef578dd01a146b0b41cc8be56076ef2e4ff73524d2819380a878ff62175128a76fee1f6b2472ea14f76aa770a4a8732dee888c8e9df924e60df2392e10ec885a2938b286350578bea43f754b9711130dfccf644197');
INSERT INTO public.case_text VALUES ('01a1fb9e06807ba68e5597c8137d8c25', '\x01f1c63413e1b14a87758836b290d98b0a7ebd1625bf2d298fe0f5d89a6b099aedf1234f4c228626a2febeef005f5121b98f83d9f8eb9a2f0ee3f7114bf1001e9069ea84d617e23da1c55734b274be5cbd5b323f3c2d2a6bfa618a9c759b7bbeb448f5d5c3099753a480b8fd6607b8b4696be3a69177058f81a9461e5ff344851c56f615adef2658db7e5a12d6f3b97e838eecc7b2d9dfe32473c3b0cf7989b285c22297246eb276c5d3e8f069d6f889ae5cf9c34073cbefe8970887cf4eaac02f0a92d138c97cde109110d5d3b2badb282cb3911ade6cd8eaec0bacfd557336e3e2fbaa377bcf16a24e658e94889e8f284837b1e90fc233d4de8024b98b73080f842e17d3608d31b3554dcab4d33a95e510599f0b3add17dcd8f17e121a36982c7bd7b4094146f699c4');
INSERT INTO public.case_text VALUES ('01a1f1514e807764b0a869eb317cfb21', '\x0110c7d2b4525ab050aac15f0646122059743f0ebd4ca6bfdd7cde872bbf549514cc68d988a73b80380908858232576e423cb45702ccc7be5b17628e431b6bf7ff04dd0608cb87c6aa8625ae8920294f54dfac163902ec1b9853690744c301c6520fce479076ae5a9c02a2cf0de7b8952d668944df76e2779c6aa4c85fc629bab09e24e7eeba596af1c5054cfffaf079b7f575fc1f9dabb40b64d742c3d21748d7eb1496d53c3d48175a9a87cf6e0b920002d1210a448113073f874de3c04369397054e54c80f55739a7a8104de8bfac782e3ada38fd43ac9219294549e8b8f9b5a988fec9055ad6e13a645654cef145ecf4e6d0e7251dc92b6173d7fa8ec416fc805b760a0fa6c681c729069f0b44b6a7ebc0d6b633');
INSERT INTO public.case_text VALUES ('01a1d791828079e4a3d05450c91052cd', '\x01d70cafdb533560719dfbe1e5c9f1fb69917ad8b5388e3dd38b4fb644e523341f22375c1f5533c21730731ca56ac7dcf5d425f2a799ad217f8a4b85dd8bf48ed2bf929a6ace1c31359447c9756804f3555a4aee4ef1d89dc7fc231da868710a5d21c577a37a302799231dba3269d6ad07b1bfd79377465e912be7157eba18d75f6eefd5132e9b52f3168346942c8abba49977b70d2dbae96dc68841b7be3d762756f88dd899ce7445e607f2f43633d0feb06bb900fcedcf0c4ba71a0153a3b442dcf5ea847ac2345d0050eeacc49771dd0c0c82a4dae477cf1ee406be7d49bf0e99326ee03e0c8b127726');
INSERT INTO public.case_text VALUES ('01a205ebf7007cd0b0045cea5c5ac08b', '\x0118f87b04ea40a7d90b9c7071b6df12ef8f62bb4db804e50cdc72774fe29f5e9a312178baf7854529744394cdcce7bc9eb5e3134c014a495488e50e8fc92ec25d2be1f50b9e49e4d17623daf38623a3c652764726bad385de1de5088a3334ab23036734f88d33a107e13e23f8e585c8c5a4a7b4b1161e1120d5bec2aa84337686d14439c531284a669969b0227437177415bbebe737467a91bf8928bfe47814beead5c75398edb8bd31f8e0f2804f57eef898f507f61deaafff5889601f95e1d933f59a6d06999eae4ca1aad60b0439bbd21e5a124206e5e55ff01f1b22a2926550afe4c2820022bd5bdce3e442960c83e98d1bb817deb4188ee28b7c767275edbd568b2539c7d146c1ce86c611fe829b85611aa038e6a5354db83214255325f7b9381997bdfcbc9c4ffdf679221683867258c5ed9e80ae26b85c1fc0e05d0ac7aeeed27b3865232dedf171b37ac0a6e266d76ee0364b05c9c7ae69eb9c72a4f252ee2b30675e8f9c54bfc32a01eadf5f95398cfe6f9d7bb54533691be2d488c8f4203ee6c3e53ec833b31436ddeacf09d11625557b225560f484');
INSERT INTO public.case_text VALUES ('01a205f34a007de3bb0d4f95a80db875', '\x01599bb945af173e12ef4afa67b7aa4f8635044c25d8fa6cda4fdb28f1529d83b1725d68a155669c06f799f52b9ecc37f67a073992c28a0262bd8ce504aa193b5dbb024153ff5272404f18fb0f49f8ac5c6ce8c88f5325da7d511cb85799b41d955b35b9ae3c67f4a21120c923d25e1feedb23554f3e53e9412674988d55546432d90a3056ba8b883582bce4179ee817378eb16b205f112d7dc6f2751f256b8978d7e6d1ea1f5ad15193528cfdab94b42070813c0ec8946f03ac24c3a4907b7f5bfbf388329f4cb4f4cad96b4245dc99566ac971477c269077b627980c8b253cae5ee6d8428f7e0965f4c356676091b0c52c3957ccfef077dcecffa50bfa27ecde2e0695eb21ca3df84904fd92d25d21a8e935ff48f92fb7350ff6b5b3abc1e018cca7966f917fa45bfaa7c65c4c8bddc0a13b8b51243d27bda44f7183c1a355ba7f08adcccd80eb6daf48c5fcf11b4bf98f939be2c0a34f22dbe226bc6631f848a90b0790db14d9df92bf38ec856e97c7a1c13540a33410f14ea631a3d3904a4b1ca87bd732851e645e093d8459df9fbca67701694101b6c30ae2025da9ec25374f0846f2a47609e2be1a8082d41a1514528c0a9e7b2fcb855db1460bc9541f2fff0dbe0b47be83fdd9dab5fdb71df147e62dec371a320ada1ee6a22c5198900cb80610e7c726821d8f6912a3aa8fc85e72085ad0ab9bada8a8e2b7de93793a26b47ff9f9138240915dd0c051617f31ded520d52f1aee8121f860cf1c82a12a7e70810f202c998519cc3cca612cabed76f20527dcfa3e177b1bd3891f85d9392b641116b82cfb316bbda588303f99f63329100f8f7b33e8a92c3637f487eaec90a5ef18a306c3467f9c50f714642ebc0d74ca058125eb4fe4317095b62f1794f5aa7ec4e3492c4bbad53a9b26a69836d628dc9f02eb0e1d5ef49ba3b7597fdb713c49d9ddbd29766f4cf4700e75dc0ad458488c71b505e56d78b1bfc39294d66f0f162ecad673d47bbebc5cb5d400b48b83d9d1e79e85a23c1e6db528943c4b3817ec467f631f37067523a517c2375858483aa0ff118b297e609dc591fc5e190d7e08f766c7ba52b3174d7d560b6628d7bf9b4ac85355c5af25255c7fd23dc1cd9b39b4afc73113f588caa58a593d8e30567070304fe559d313dde57a10e84a78f6e6b776e61c1c7369fdff33d303117ec79664d958395517693dd02ea155bf19bd56422cbff3eb4cc5467191d0b3eea89034fd5e4ba7677d5b0d0d9ca1695ff57978036e1cef26b2b914f42178ea981cd87af15a34db69ec979b4c2ee539782f54d71d3b28abbeb5e6c36174189bf170edec1029f205b70582d004e48b31cd980c14cc2a3c0a2c99c7b3aaee296dd6f7155d3a4ef7ac851235e0781ca94703363ecef8');


--
-- Data for Name: contact; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.contact VALUES ('97d322d890e735f43f9b5908f3d9fc96f7ee273a65c1bc2cd1171d847cdce783', 'web', '\x01c05e8788d9ba5f52d3b80d1becc2e2684a7141da109bd3530ee20d3a', '2026-11-23 01:00:00+00');
INSERT INTO public.contact VALUES ('22d7f7b4e1aaa52ce0f0756e6c3b6677d2775a573b037033262b2831e75511ae', 'web', '\x012dd86e7d6fc7075c776df1426d071ea8106489a58ed8121267950045', '2026-11-23 01:00:00+00');
INSERT INTO public.contact VALUES ('3bda49db3a782482f7d713d9693c14673b9eb0e29d409686d905d45ff2ee2d11', 'wechat', '\x01d88b9b61b8a38cb0956d1e92f9e97d92b7797b670a54086b6f61692c491ebefdff6417207856e66d4d724c7fb27920ad4f441ae37a07ea4dee', '2026-11-23 01:01:40+00');


--
-- Data for Name: conversation; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.conversation VALUES ('97d322d890e735f43f9b5908f3d9fc96f7ee273a65c1bc2cd1171d847cdce783', 'web', 4, '\x01f98274d55b5c1b5c988ba12d94bc453f88460e225139dd07f32b7a5c44c28586aa08694addd3bf35c197c1bb4cdf82e373b928086e1001b68524b9cd44b5663eeda5adcb8a52dedd037b74a956e3f44ceb647191b6165d702904a15e741a2b', '2026-11-23 01:01:20+00');
INSERT INTO public.conversation VALUES ('3bda49db3a782482f7d713d9693c14673b9eb0e29d409686d905d45ff2ee2d11', 'wechat', 26, '\x01514227517a49db28a4bf1ab44f34cbd4bada4591bf081f0292934ff30a27c18e021439a0ea1d36636bcf751a0eea40814f8e', '2026-11-23 01:10:00+00');
INSERT INTO public.conversation VALUES ('22d7f7b4e1aaa52ce0f0756e6c3b6677d2775a573b037033262b2831e75511ae', 'web', 3, '\x01ca7fcee4e422ef527ef00d9480e598e0cb420c0e8a7f70ba30277137af30afbcaf52030667429fa3e47f6da6585c8dbc74179edcc45cd2347f616b6c0ae467d48488de24de541267ed699337eb473a80cdde2449ae5aff1e4f2e2a64fd37a59abe2bac765c952618a6b57872e766ebca586ccf827d5e80f70dbc377f15d9ead0b5b57789bf9a0a035b762f6eb94ea6aa408c59aa5c88a206e7452e4957d7db330e1634d3db13bfd277c3251f60a5463ebf30d84be9d7a2e30d2f8fc2cf5589279f87f9108e7a25979103d097eb18654ca5eb151bd6a069d49ade2594f19bcaf898e47edbd0046c59620289ca8f39ac02860bd0e04fa563e83bda8a2f7a1594d12559da9e2e673457de1fa303c265b92aaa5341f24c79c5fadfd0f9bd', '2026-11-23 01:12:20+00');


--
-- Data for Name: desk_session; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: entry_version; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: gap_decision; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: journal; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.journal VALUES ('01a200c462807945a0b6e04e2ca16a26', 1, '2026-11-22 01:00:00+00', 'filer', 'case_opened', '{"kind": "complaint", "form": "complaint-1"}', '', 'a7ae159909a2df94ac341ae5568f9bacef10fa04536ee237b46132e1f08711aa');
INSERT INTO public.journal VALUES ('01a200c462807945a0b6e04e2ca16a26', 2, '2026-11-22 01:00:00+00', 'service', 'routed', '{"bureau": "jiangjin", "rule": "business_one_place"}', 'a7ae159909a2df94ac341ae5568f9bacef10fa04536ee237b46132e1f08711aa', 'f26f894acdcb9080268384efd620bda8b15234f4e03d838b8cb29f5ac088ee9e');
INSERT INTO public.journal VALUES ('01a1e704968078e7b8015a401e36a652', 1, '2026-11-17 01:00:00+00', 'filer', 'case_opened', '{"kind": "complaint", "form": "complaint-1"}', '', 'f9105ad9ec927f712a0401afbc2c704bc98cecab20c9698541c8f4ff6990c385');
INSERT INTO public.journal VALUES ('01a1e704968078e7b8015a401e36a652', 2, '2026-11-17 01:00:00+00', 'service', 'routed', '{"bureau": "jiulongpo", "rule": "business_one_place"}', 'f9105ad9ec927f712a0401afbc2c704bc98cecab20c9698541c8f4ff6990c385', 'd52f8daaf5b98322a9238818ef8246f6dab6a8f3f90f68e6d5dbd07e8edeb8cc');
INSERT INTO public.journal VALUES ('01a1e704968078e7b8015a401e36a652', 3, '2026-11-18 01:00:00+00', '01a205eabe80790fb9777b66c13d8728', 'signed_for', '{"bureau": "jiulongpo"}', 'd52f8daaf5b98322a9238818ef8246f6dab6a8f3f90f68e6d5dbd07e8edeb8cc', '50f7452d3d62d1608f3a00a7566bacee2fdb5089e97b29ee369691b1baedaebc');
INSERT INTO public.journal VALUES ('01a1c81e6e80769da2d7e127bbd3e3cb', 1, '2026-11-11 01:00:00+00', 'filer', 'case_opened', '{"kind": "complaint", "form": "complaint-1"}', '', '6f97d9b89e8fc24af9506cdfe3904df109898859d6c4c72480e93b7615b64a63');
INSERT INTO public.journal VALUES ('01a1c81e6e80769da2d7e127bbd3e3cb', 2, '2026-11-11 01:00:00+00', 'service', 'routed', '{"bureau": "municipal", "rule": "technical"}', '6f97d9b89e8fc24af9506cdfe3904df109898859d6c4c72480e93b7615b64a63', 'e03e11a12ba7fda7509449f12a13a0c59b5f76084c6cc9b90bf90cca87593cd4');
INSERT INTO public.journal VALUES ('01a1c81e6e80769da2d7e127bbd3e3cb', 3, '2026-11-12 01:00:00+00', '01a205eabe807407a8aeadded42a6a42', 'signed_for', '{"bureau": "municipal"}', 'e03e11a12ba7fda7509449f12a13a0c59b5f76084c6cc9b90bf90cca87593cd4', '887ba5e5fcc2a8332a8764682db84d5cb393fdbfd6ae1552ea6febdbfacc0357');
INSERT INTO public.journal VALUES ('01a1c81e6e80769da2d7e127bbd3e3cb', 4, '2026-11-13 01:00:00+00', '01a205eabe807407a8aeadded42a6a42', 'checking_started', '{}', '887ba5e5fcc2a8332a8764682db84d5cb393fdbfd6ae1552ea6febdbfacc0357', '2f9b697736680915bad7764a46f25f498371b987300d0440998d9e64cbf39872');
INSERT INTO public.journal VALUES ('01a137ec5e807e798a964425fa3a2b19', 1, '2026-10-14 01:00:00+00', 'filer', 'case_opened', '{"kind": "complaint", "form": "complaint-1"}', '', '7840bcc9c9aed62dbec98d17d964289fb4aa536cf9d8c370ce6d014569d68f24');
INSERT INTO public.journal VALUES ('01a137ec5e807e798a964425fa3a2b19', 2, '2026-10-14 01:00:00+00', 'service', 'routed', '{"bureau": "rongchang", "rule": "business_one_place"}', '7840bcc9c9aed62dbec98d17d964289fb4aa536cf9d8c370ce6d014569d68f24', '13c732ff404949ca84c063940dc19f5afc2ab5f36a59ccb0d9628251a403d157');
INSERT INTO public.journal VALUES ('01a137ec5e807e798a964425fa3a2b19', 3, '2026-10-15 01:00:00+00', '01a205eabe807edd913b66e2a566cab0', 'signed_for', '{"bureau": "rongchang"}', '13c732ff404949ca84c063940dc19f5afc2ab5f36a59ccb0d9628251a403d157', 'e6a66634cad02465d25b3a8a5884755c0cafbd3932c47275a1fe2dddadf86e78');
INSERT INTO public.journal VALUES ('01a137ec5e807e798a964425fa3a2b19', 4, '2026-10-16 01:00:00+00', '01a205eabe807edd913b66e2a566cab0', 'checking_started', '{}', 'e6a66634cad02465d25b3a8a5884755c0cafbd3932c47275a1fe2dddadf86e78', '96a621158efb7d03497de3a9e77e435bc6fbc9a95809553f674cb51d5ae82c01');
INSERT INTO public.journal VALUES ('01a137ec5e807e798a964425fa3a2b19', 5, '2026-10-17 01:00:00+00', '01a205eabe807edd913b66e2a566cab0', 'docketed', '{}', '96a621158efb7d03497de3a9e77e435bc6fbc9a95809553f674cb51d5ae82c01', '118bd56a154959b5f7e8d623c56450b1bde665f9d1d420f0fefa8409a1b1f4d5');
INSERT INTO public.journal VALUES ('01a137ec5e807e798a964425fa3a2b19', 6, '2026-10-17 01:00:00+00', '01a205eabe807edd913b66e2a566cab0', 'clock_met', '{"clock": "tip_check", "due_on": "2026-11-04"}', '118bd56a154959b5f7e8d623c56450b1bde665f9d1d420f0fefa8409a1b1f4d5', 'd45f50bb6ca24dde6b850bc52988c8a87a0a1a75ad2d69e806807725fa6672ca');
INSERT INTO public.journal VALUES ('01a137ec5e807e798a964425fa3a2b19', 7, '2026-10-17 01:00:00+00', '01a205eabe807edd913b66e2a566cab0', 'clock_started', '{"clock": "decision", "due_on": "2027-01-15"}', 'd45f50bb6ca24dde6b850bc52988c8a87a0a1a75ad2d69e806807725fa6672ca', 'd44d3c0c1037c23b88879810019ea39ec895a25a25bfef12bef606fa459bb8d2');
INSERT INTO public.journal VALUES ('01a137ec5e807e798a964425fa3a2b19', 8, '2026-10-17 01:00:00+00', '01a205eabe807edd913b66e2a566cab0', 'written_to_filer', '{"mail": "01a1475f72807192a94b271de4c05a4a", "note": "01a1475f72807dcaa077e1c406a65d0c", "sha256": "6c95be30c9d30595fee2c68d246c0a496fd7b4aee2cca792fc7e2312121d2cc7"}', 'd44d3c0c1037c23b88879810019ea39ec895a25a25bfef12bef606fa459bb8d2', 'ca789109979c04e10dd39a5ba6c7054077349528575d79b4a038d5f0dd337bf7');
INSERT INTO public.journal VALUES ('01a0d0ed2e807290b0ab63d5afea2f2e', 1, '2026-09-24 01:00:00+00', 'filer', 'case_opened', '{"kind": "complaint", "form": "complaint-1"}', '', 'f3b855abd3ccab7e7e36fe0cb2f56a9354a0f9d729e3d1b69eef77040fadf8a6');
INSERT INTO public.journal VALUES ('01a0d0ed2e807290b0ab63d5afea2f2e', 2, '2026-09-24 01:00:00+00', 'service', 'routed', '{"bureau": "dadukou", "rule": "business_one_place"}', 'f3b855abd3ccab7e7e36fe0cb2f56a9354a0f9d729e3d1b69eef77040fadf8a6', '2302c5fb2e036a27c9c9eee2659816929083cda8bf7e0f9ec028c6a108723b13');
INSERT INTO public.journal VALUES ('01a0d0ed2e807290b0ab63d5afea2f2e', 3, '2026-09-25 01:00:00+00', '01a205eabe80721597ed65c7c5003e41', 'signed_for', '{"bureau": "dadukou"}', '2302c5fb2e036a27c9c9eee2659816929083cda8bf7e0f9ec028c6a108723b13', '0805b0c882bc0b70c4e4315d41c9f3526b418a40ae0263a60f56df3bd21cc5dc');
INSERT INTO public.journal VALUES ('01a0d0ed2e807290b0ab63d5afea2f2e', 4, '2026-09-26 01:00:00+00', '01a205eabe80721597ed65c7c5003e41', 'checking_started', '{}', '0805b0c882bc0b70c4e4315d41c9f3526b418a40ae0263a60f56df3bd21cc5dc', '8f103ee0a4e0e11140e9eb015458cf9604624e5085e8ea8e4995e9b7d2f4f6c4');
INSERT INTO public.journal VALUES ('01a0d0ed2e807290b0ab63d5afea2f2e', 5, '2026-09-27 01:00:00+00', '01a205eabe80721597ed65c7c5003e41', 'not_docketed', '{"note": "01a0e06042807f969e227bc0fcc76fc3", "sha256": "c7de474dbc5650581385b5f4172e6f2adf52a5cd48de66937c1653d141a70284"}', '8f103ee0a4e0e11140e9eb015458cf9604624e5085e8ea8e4995e9b7d2f4f6c4', '60c48a0e031c3e65e31e2096bde281c16956e461768e8edfd251c49f8b94ed1d');
INSERT INTO public.journal VALUES ('01a0d0ed2e807290b0ab63d5afea2f2e', 6, '2026-09-27 01:00:00+00', '01a205eabe80721597ed65c7c5003e41', 'clock_met', '{"clock": "tip_check", "due_on": "2026-10-22"}', '60c48a0e031c3e65e31e2096bde281c16956e461768e8edfd251c49f8b94ed1d', '03b2d16f7baa1f1be88db18995f5063c6307b024e4dfbe4e645960862d6dedbb');
INSERT INTO public.journal VALUES ('01a0d0ed2e807290b0ab63d5afea2f2e', 7, '2026-09-28 01:00:00+00', '01a205eabe80721597ed65c7c5003e41', 'closed', '{"outcome": "not_docketed"}', '03b2d16f7baa1f1be88db18995f5063c6307b024e4dfbe4e645960862d6dedbb', '9d0d34985c9716c814258b82d0339e9e1abe8f5e6c69e5a6f5b9f38abdd4e2d7');
INSERT INTO public.journal VALUES ('01a1f677aa807900a768105ac7f75d03', 1, '2026-11-20 01:00:00+00', 'filer', 'case_opened', '{"kind": "tip", "form": "tip-1"}', '', 'c855aedb2b17fec835754ef4eec3adffb8c6f23c1575ac135c88576f0165283c');
INSERT INTO public.journal VALUES ('01a1f677aa807900a768105ac7f75d03', 2, '2026-11-20 01:00:00+00', 'service', 'routed', '{"bureau": "hechuan", "rule": "business_one_place"}', 'c855aedb2b17fec835754ef4eec3adffb8c6f23c1575ac135c88576f0165283c', 'c3f807f1541a248937e88834d6d21900553978de34f652077bb5664b7710e56b');
INSERT INTO public.journal VALUES ('01a1f677aa807900a768105ac7f75d03', 3, '2026-11-21 01:00:00+00', '01a205eabe807e0f8ec0228c2f9c15b1', 'signed_for', '{"bureau": "hechuan"}', 'c3f807f1541a248937e88834d6d21900553978de34f652077bb5664b7710e56b', '511d9f8d75972ba5a2698b2aee02b46e0530c027f955402fb69c02f500b5164c');
INSERT INTO public.journal VALUES ('01a1f677aa807900a768105ac7f75d03', 4, '2026-11-22 01:00:00+00', '01a205eabe807e0f8ec0228c2f9c15b1', 'checking_started', '{}', '511d9f8d75972ba5a2698b2aee02b46e0530c027f955402fb69c02f500b5164c', 'e4a833a453984df64a82b03df5b8b9a8eeb4042175315ca970ea1a2a0e6dd807');
INSERT INTO public.journal VALUES ('01a1fb9e06807ba68e5597c8137d8c25', 1, '2026-11-21 01:00:00+00', 'filer', 'case_opened', '{"kind": "tip", "form": "tip-1"}', '', 'de9148ace34f4749182f423fded2dc331e85536280bdb6e1f16cac5a49db7b82');
INSERT INTO public.journal VALUES ('01a1fb9e06807ba68e5597c8137d8c25', 2, '2026-11-21 01:00:00+00', 'service', 'routed', '{"bureau": "municipal", "rule": "business_no_place"}', 'de9148ace34f4749182f423fded2dc331e85536280bdb6e1f16cac5a49db7b82', '45093d77e790515b56eaa98f44b5ed020cdd566db7d7a1feb3986dea583bd18b');
INSERT INTO public.journal VALUES ('01a1f1514e807764b0a869eb317cfb21', 1, '2026-11-19 01:00:00+00', 'filer', 'case_opened', '{"kind": "consultation", "form": "consultation-1"}', '', 'b332c08d7e41cae1a29cfdbfc5f296d82611b4f8f0efbf2c621a49cc45fc2f59');
INSERT INTO public.journal VALUES ('01a1f1514e807764b0a869eb317cfb21', 2, '2026-11-19 01:00:00+00', 'service', 'routed', '{"bureau": "jiangjin", "rule": "consultation"}', 'b332c08d7e41cae1a29cfdbfc5f296d82611b4f8f0efbf2c621a49cc45fc2f59', 'a1cd2ebdb13c9ba57c21201d64fa797f36ecb69a36ef40112001cc6fa5f95623');
INSERT INTO public.journal VALUES ('01a1d791828079e4a3d05450c91052cd', 1, '2026-11-14 01:00:00+00', 'filer', 'case_opened', '{"kind": "consultation", "form": "consultation-1"}', '', '89dcb756764164ffeb7ab40af0b6137c704df1d76fc720fa85a62d42cae1f3cf');
INSERT INTO public.journal VALUES ('01a1d791828079e4a3d05450c91052cd', 2, '2026-11-14 01:00:00+00', 'service', 'routed', '{"bureau": "liangjiang", "rule": "consultation"}', '89dcb756764164ffeb7ab40af0b6137c704df1d76fc720fa85a62d42cae1f3cf', '36a39ef8865cb1ed04d65485bb1d056bd5ba99322f362718a2bd1024c6f6702d');
INSERT INTO public.journal VALUES ('01a205ebf7007cd0b0045cea5c5ac08b', 1, '2026-11-23 01:01:20+00', 'filer', 'case_opened', '{"kind": "tip", "form": "tip-1"}', '', '4716eef037bc91092cbd643c75ba1b136b584315adc1be5074f17c9985daaee7');
INSERT INTO public.journal VALUES ('01a205ebf7007cd0b0045cea5c5ac08b', 2, '2026-11-23 01:01:20+00', 'service', 'routed', '{"bureau": "hechuan", "rule": "business_one_place"}', '4716eef037bc91092cbd643c75ba1b136b584315adc1be5074f17c9985daaee7', '26da063d2e5fdc51cc98ba1b7f1bdbff85c84049d7bc88b82524498e1aaa4c5d');
INSERT INTO public.journal VALUES ('01a205f34a007de3bb0d4f95a80db875', 1, '2026-11-23 01:09:20+00', 'filer', 'case_opened', '{"kind": "complaint", "form": "complaint-1"}', '', '523058c77e33295d099e0735b68d81f669a9d6823827a2073cc50b2d5436ec54');
INSERT INTO public.journal VALUES ('01a205f34a007de3bb0d4f95a80db875', 2, '2026-11-23 01:09:20+00', 'service', 'routed', '{"bureau": "jiangjin", "rule": "business_one_place"}', '523058c77e33295d099e0735b68d81f669a9d6823827a2073cc50b2d5436ec54', '1702a9c7d51416c208502f7ffe0221694bab8e36b70899375e8f259c4c7c3f82');
INSERT INTO public.journal VALUES ('01a205f34a007de3bb0d4f95a80db875', 3, '2026-11-23 01:10:00+00', 'filer', 'filer_added', '{"purpose": "supplement", "note": "01a205f3e64070c2a832692675682f1d"}', '1702a9c7d51416c208502f7ffe0221694bab8e36b70899375e8f259c4c7c3f82', '8a5c04cace6b8721fe4ae45fb56f50e0ef3eb4be90a6b2277597281643b5280b');
INSERT INTO public.journal VALUES ('01a1f1514e807764b0a869eb317cfb21', 3, '2026-11-20 01:00:00+00', '01a205eabe807e4ca52aa3b056b80f23', 'signed_for', '{"bureau": "jiangjin"}', 'a1cd2ebdb13c9ba57c21201d64fa797f36ecb69a36ef40112001cc6fa5f95623', 'ab9eb13698953d8f637aed1b5d78e6c02920e62bbcb14a2e2b79838f5de8859f');
INSERT INTO public.journal VALUES ('01a1f1514e807764b0a869eb317cfb21', 4, '2026-11-21 01:00:00+00', '01a205eabe807e4ca52aa3b056b80f23', 'answered', '{}', 'ab9eb13698953d8f637aed1b5d78e6c02920e62bbcb14a2e2b79838f5de8859f', '6c1b54665dab7bed64b69856d6db746fcd05b29dc5e0d4677d80070e8f25a9f9');
INSERT INTO public.journal VALUES ('01a1f1514e807764b0a869eb317cfb21', 5, '2026-11-21 01:00:00+00', '01a205eabe807e4ca52aa3b056b80f23', 'written_to_filer', '{"mail": "01a1fb9e06807181a34848e710cbb315", "note": "01a1fb9e068073b6b535cb1705a0da01", "sha256": "6266d260cd99f1f543be77e316c32982a465d0f5fc73d2dca96697c11fdbb0ef"}', '6c1b54665dab7bed64b69856d6db746fcd05b29dc5e0d4677d80070e8f25a9f9', 'af6424c0586e10b1b85cad541b0a89d6de89f5d5fb7fc07126a9cfc026953b0c');
INSERT INTO public.journal VALUES ('01a1d791828079e4a3d05450c91052cd', 3, '2026-11-15 01:00:00+00', '01a205eabe8075bf97a9a1925f8e760f', 'signed_for', '{"bureau": "liangjiang"}', '36a39ef8865cb1ed04d65485bb1d056bd5ba99322f362718a2bd1024c6f6702d', '36cb8558c37b0562e12cf12c4fce98f7133eb3c7183e22afe1924a083941c4b2');
INSERT INTO public.journal VALUES ('01a1d791828079e4a3d05450c91052cd', 4, '2026-11-16 01:00:00+00', '01a205eabe8075bf97a9a1925f8e760f', 'answered', '{}', '36cb8558c37b0562e12cf12c4fce98f7133eb3c7183e22afe1924a083941c4b2', 'a8a576f417c1e79dff76fabd5f49a86626154ce67ad5f0d583f5ae54df4d53b8');
INSERT INTO public.journal VALUES ('01a1d791828079e4a3d05450c91052cd', 5, '2026-11-16 01:00:00+00', '01a205eabe8075bf97a9a1925f8e760f', 'written_to_filer', '{"mail": "01a1e1de3a8079ae9c6b60b384d45ee3", "note": "01a1e1de3a8073128704c9c0733ff00b", "sha256": "a46f14a37e9823577fb749f9f5f9e71a07f51298892f729d2d53dde0f4a7af56"}', 'a8a576f417c1e79dff76fabd5f49a86626154ce67ad5f0d583f5ae54df4d53b8', '7d05508d0479aa4de12fdffa7af144255a181538438b921dfb68ea636bbad044');
INSERT INTO public.journal VALUES ('01a1d791828079e4a3d05450c91052cd', 6, '2026-11-17 01:00:00+00', '01a205eabe8075bf97a9a1925f8e760f', 'closed', '{"outcome": "answered"}', '7d05508d0479aa4de12fdffa7af144255a181538438b921dfb68ea636bbad044', '9db2a3760105dd57c3745f54ad97535ea84cc47ca01aed7f1f527fb35804d2e5');
INSERT INTO public.journal VALUES ('01a205ebf7007cd0b0045cea5c5ac08b', 3, '2026-11-23 01:10:20+00', '01a21089dc40715eb67f98bf9ec01189', 'signed_for', '{"bureau": "hechuan"}', '26da063d2e5fdc51cc98ba1b7f1bdbff85c84049d7bc88b82524498e1aaa4c5d', '02da20bf289ca61947cbe209ff25d0378cc0033a6437974aa4ccfdf50c1410d6');
INSERT INTO public.journal VALUES ('01a205ebf7007cd0b0045cea5c5ac08b', 4, '2026-11-23 01:10:40+00', '01a21089dc40715eb67f98bf9ec01189', 'written_to_filer', '{"mail": "01a205f482807d5aa735a487c8bb8f31", "note": "01a205f482807d93b20fb73608cf9104", "sha256": "7a584f927aa46b320da00645580eefd84784b1b049cf773b53556c2091711a14"}', '02da20bf289ca61947cbe209ff25d0378cc0033a6437974aa4ccfdf50c1410d6', '60e3c2eb4dd25a013722b8fbdbdac3f95f21f6a9a5352f0e021e937efb821510');
INSERT INTO public.journal VALUES ('01a205f34a007de3bb0d4f95a80db875', 4, '2026-11-23 01:11:00+00', '01a21089dc407379a642700ecb340584', 'signed_for', '{"bureau": "jiangjin"}', '8a5c04cace6b8721fe4ae45fb56f50e0ef3eb4be90a6b2277597281643b5280b', '0cce1eb61ebe40854dc4a652bb2aebc22dff1253e1a5161d2d31ca04190fa550');
INSERT INTO public.journal VALUES ('01a205f34a007de3bb0d4f95a80db875', 5, '2026-11-23 01:11:20+00', '01a21089dc407379a642700ecb340584', 'written_to_filer', '{"mail": "01a205f51ec07ea6965fc5220ac9ebd1", "note": "01a205f51ec0734ab618611149d38f64", "sha256": "a939d968e5f225b7eaaa9c2017d6a7d443826f260416f6da11617b070fda28d8"}', '0cce1eb61ebe40854dc4a652bb2aebc22dff1253e1a5161d2d31ca04190fa550', 'b653cfeacea591425b12309a89decff3916b6e408135457d404f2a0adb583cfc');


--
-- Data for Name: mail; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.mail VALUES ('01a1475f72807192a94b271de4c05a4a', 'dfbf4833bde1357bf4b594ca3a9e5e3e752cbd9a2662e338207b754a41ef90d7', 1792198800000000, '01a137ec5e807e798a964425fa3a2b19', '\x01d89cce9f2a0f2511b509770255a63505cbdc66ca95be39adeb062374ca2a3cc6421fdb22ed192a6654465ea62c9e0e931aae659660e9ead8e87e6e509b2cffd7b23b15d9ddfdabc8088dbaf0803c380ef8e3abe007d9287772c4e2d036446c4115513500db4a9e4b19b10fe2b27773cb62b75b4342df976fb747d8ffb7e94e16ffc9055779b51a063d5dace0433662ab021ff9a76c6a9ae81ccba56a42320d38e9b091b9794251fcae8b74f1e5074815ea31f07e06617d07', '2026-10-17 01:00:00+00', NULL);
INSERT INTO public.mail VALUES ('01a1fb9e06807181a34848e710cbb315', 'e4f37c2fa23faaca524a3548457b6e0517365f69c82968b98c201f3384560cfe', 1795222800000000, '01a1f1514e807764b0a869eb317cfb21', '\x014f2b3fb4bad7b3983bec6e3c02aff404aa6fda79cde852e3cc9119691d65a4922fc3d35c93ad0d870f4ff4bfe830710ad33fd673208b71f4fee61fe7ed1b7891fa5f1b7f199167098840b0816ea7e5d075abaf140c247bc9de9d23d3b2ea0a237d1f6a2117dc48305b4a52b9aca3cbe70727e38e65e267128b330ea26eed8b4d0b8396bc6020034b19e41461510cabd8ecab68079653266e30b63a952c67bf60454051a7a7a5bbce2ab542bf30aa20af3bedde080b7dfbd4d03775ccf3db267b7201a825285079d433a845e8cb34bddbc7a66112b386ef0c703b258db187a69783279e5db58369788de8059bfc78b80129', '2026-11-21 01:00:00+00', NULL);
INSERT INTO public.mail VALUES ('01a1e1de3a8079ae9c6b60b384d45ee3', '72a56670c34b5f1e5124e74330458287eb27907ebef3942413536cd0d01aedb4', 1794790800000000, '01a1d791828079e4a3d05450c91052cd', '\x01c4acf1626332cfc7baec5f29ccd648e7f8f53f759ccf74717e7a71103a24d879023cf804fc3f3adc0d4a773207c1d345c1f5f26f2da783019bbfb9c7534587d4bb44e25bd7c4b7b13c9e4408bc5e864d43295655d765ec3ca27b72d343ab4ca23d98bf885b4f1d57f29b4668ef45e107b0afbef1c72e290cc8151b298630543de49403b4448ab64e7a4d41c342813f07eccc9ebdf629b3bcb7c0fbcbb1914204c2a43df33b871a7d00ba3d86406c9784295f0c5e859ff600574f1c19be1e89baf3ad2668eee7c9fcbdd2cd3d874ccf9d4fbe84093ccb2d2c0097983b89a1a686aafc23842310b3b055c54ace22e459e4aa83ba56', '2026-11-16 01:00:00+00', NULL);
INSERT INTO public.mail VALUES ('01a205f482807d5aa735a487c8bb8f31', '97d322d890e735f43f9b5908f3d9fc96f7ee273a65c1bc2cd1171d847cdce783', 1795396240000000, '01a205ebf7007cd0b0045cea5c5ac08b', '\x010de6ca8aae7d12fea610b00e67062b9806d0e7d733778b0c0af48fb66c468c573b37815ee1c2b759d4e2ec7cf80cdf056753ac19349b2d55bdc9fa6e82e343348d6b7af196922a2e3dea4dcedcc97e8cdf80179573d16527dce3dbea7e049aae3c8bd2fc4204313ed986fa8f54981b05f34f171c03b7ebc533385ff161a37ff3ee17ef6741392334a54ee659a9ab7329c3f79121ad2730fae0fe38a9ae54a63d834649abe01471aeffebdd3af5dca3f44013', '2026-11-23 01:10:40+00', NULL);
INSERT INTO public.mail VALUES ('01a205f51ec07ea6965fc5220ac9ebd1', '3bda49db3a782482f7d713d9693c14673b9eb0e29d409686d905d45ff2ee2d11', 1795396280000000, '01a205f34a007de3bb0d4f95a80db875', '\x010d9bfceb58454b5b2cda4efe48defb9795af83e7faeb992b727a76d93321879459f73226ac1c218047b8f4cb4cf924d7309213d45c1f6bac2d36fbec5bc3203045cd09f0c4cd25e21dc111b66884fb9f46c4c394fc3a252b439a29e904c293f3bd09e422da91005ef153ec49eaf7a9c5d7257b7ad07ea60073a70e3ffdab50c21d193f10a1204a2dcfb7e34d1c65a01447e4b2ad0fc8a43991a39e1f5ede4b3c3e7a7c55b4d96efb78a59afd932ac86d1e51', '2026-11-23 01:11:20+00', NULL);


--
-- Data for Name: mark; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.mark VALUES ('data_key', '753f926057100756b30a4d18af1ba461');
INSERT INTO public.mark VALUES ('keyring', 'a0df250ddae03e68c07b0e8c9a2f84c5');


--
-- Data for Name: officer; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.officer VALUES ('01a205eabe807f92af471c71740d67de', '演示统筹', 'coordinator', NULL, '$argon2id$v=19$m=65536,t=3,p=4$JsRbsiMtQOVsu4ifluUEow$0BgQeLOQcxannbqixNXciguNuEG//eAhTdnRT7N5H+c', true, 0, NULL, '2026-11-23 01:00:00+00');
INSERT INTO public.officer VALUES ('01a205eabe80790fb9777b66c13d8728', '演示负责人·九龙坡区', 'head', 'jiulongpo', '$argon2id$v=19$m=65536,t=3,p=4$3oKpgeq6UD5fUZ5Nnh+G4A$BVibwoyFkLs38ZbVFtExY7QyIEnoNjkgTrUXhv/2YG4', true, 0, NULL, '2026-11-23 01:00:00+00');
INSERT INTO public.officer VALUES ('01a205eabe807407a8aeadded42a6a42', '演示负责人·市局', 'head', 'municipal', '$argon2id$v=19$m=65536,t=3,p=4$5md7Bo01unmzknR9nfN0Lw$t0xQ0xf6rWi+kn6SGLlAaM6ozurklVAGoAGElaTMY2c', true, 0, NULL, '2026-11-23 01:00:00+00');
INSERT INTO public.officer VALUES ('01a205eabe807edd913b66e2a566cab0', '演示负责人·荣昌区', 'head', 'rongchang', '$argon2id$v=19$m=65536,t=3,p=4$7egZNWctkdpW67x6YPScXg$MFQ6KfN9DIyfCBrBtGZM1Mvd73inluWbLYKvY250hUg', true, 0, NULL, '2026-11-23 01:00:00+00');
INSERT INTO public.officer VALUES ('01a205eabe80721597ed65c7c5003e41', '演示负责人·大渡口区', 'head', 'dadukou', '$argon2id$v=19$m=65536,t=3,p=4$Teq9GbPOJTMxPjkdMVyfNQ$Bh/WQ5C7EnFPGlK2v+DnZlnk7hoYSgAeJSZ36RqIZbE', true, 0, NULL, '2026-11-23 01:00:00+00');
INSERT INTO public.officer VALUES ('01a205eabe807e0f8ec0228c2f9c15b1', '演示负责人·合川区', 'head', 'hechuan', '$argon2id$v=19$m=65536,t=3,p=4$MQeAFSWowAiSceLbJ+PcLA$MjRmA4JP2etqppyAyy59GaeRR0R0r9R9oIdgAeZkTeg', true, 0, NULL, '2026-11-23 01:00:00+00');
INSERT INTO public.officer VALUES ('01a205eabe807e4ca52aa3b056b80f23', '演示负责人·江津区', 'head', 'jiangjin', '$argon2id$v=19$m=65536,t=3,p=4$c440Vmdi0k9BfemKw6oQnQ$B2pMOnSiEmiYpuZ8vL2rceFeJkohISPhgsjqhPvzMJA', true, 0, NULL, '2026-11-23 01:00:00+00');
INSERT INTO public.officer VALUES ('01a205eabe8075bf97a9a1925f8e760f', '演示负责人·两江新区', 'head', 'liangjiang', '$argon2id$v=19$m=65536,t=3,p=4$dG1N0AZsNz98jymHFbSORg$8efTYRClkmXRAfk1o2O8OL5jSEx45xlUhCjWqtYNbqk', true, 0, NULL, '2026-11-23 01:00:00+00');
INSERT INTO public.officer VALUES ('01a21089dc40715eb67f98bf9ec01189', '样本负责人anonymous', 'head', 'hechuan', '$argon2id$v=19$m=65536,t=3,p=4$bcxekDshILPco9UUY0Q1HA$y+T3Qy01T6BfwWu7bpnki6OaMrOi2m2uO8IAvuRTCLA', true, 0, NULL, '2026-11-25 02:30:00+00');
INSERT INTO public.officer VALUES ('01a21089dc407379a642700ecb340584', '样本负责人named', 'head', 'jiangjin', '$argon2id$v=19$m=65536,t=3,p=4$bcxekDshILPco9UUY0Q1HA$y+T3Qy01T6BfwWu7bpnki6OaMrOi2m2uO8IAvuRTCLA', true, 0, NULL, '2026-11-25 02:30:00+00');


--
-- Data for Name: outbox; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.outbox VALUES ('01a200c462807652840a65d01a5bf374', '01a200c462807945a0b6e04e2ca16a26', 'case_routed', 'jiangjin', '{}', 'waiting', 0, '2026-11-22 01:00:00+00', '2026-11-22 01:00:00+00', NULL);
INSERT INTO public.outbox VALUES ('01a1e704968076079c05e56b9f68e62a', '01a1e704968078e7b8015a401e36a652', 'case_routed', 'jiulongpo', '{}', 'waiting', 0, '2026-11-17 01:00:00+00', '2026-11-17 01:00:00+00', NULL);
INSERT INTO public.outbox VALUES ('01a1c81e6e807d2b8243469fa63b4a62', '01a1c81e6e80769da2d7e127bbd3e3cb', 'case_routed', 'municipal', '{}', 'waiting', 0, '2026-11-11 01:00:00+00', '2026-11-11 01:00:00+00', NULL);
INSERT INTO public.outbox VALUES ('01a137ec5e8079a0931e9f33f784cb71', '01a137ec5e807e798a964425fa3a2b19', 'case_routed', 'rongchang', '{}', 'waiting', 0, '2026-10-14 01:00:00+00', '2026-10-14 01:00:00+00', NULL);
INSERT INTO public.outbox VALUES ('01a1475f7280759aa3cacff56717a592', '01a137ec5e807e798a964425fa3a2b19', 'case_written', 'rongchang', '{}', 'waiting', 0, '2026-10-17 01:00:00+00', '2026-10-17 01:00:00+00', NULL);
INSERT INTO public.outbox VALUES ('01a0d0ed2e807483b259f24342ba94ff', '01a0d0ed2e807290b0ab63d5afea2f2e', 'case_routed', 'dadukou', '{}', 'waiting', 0, '2026-09-24 01:00:00+00', '2026-09-24 01:00:00+00', NULL);
INSERT INTO public.outbox VALUES ('01a1f677aa80797b905c8880a1f2578f', '01a1f677aa807900a768105ac7f75d03', 'case_routed', 'hechuan', '{}', 'waiting', 0, '2026-11-20 01:00:00+00', '2026-11-20 01:00:00+00', NULL);
INSERT INTO public.outbox VALUES ('01a1fb9e068072fe81a2a553d440ee2f', '01a1fb9e06807ba68e5597c8137d8c25', 'case_routed', 'municipal', '{}', 'waiting', 0, '2026-11-21 01:00:00+00', '2026-11-21 01:00:00+00', NULL);
INSERT INTO public.outbox VALUES ('01a1f1514e80727e8161ed7a5c5388e6', '01a1f1514e807764b0a869eb317cfb21', 'case_routed', 'jiangjin', '{}', 'waiting', 0, '2026-11-19 01:00:00+00', '2026-11-19 01:00:00+00', NULL);
INSERT INTO public.outbox VALUES ('01a1fb9e06807a42b4948546f88d2716', '01a1f1514e807764b0a869eb317cfb21', 'case_written', 'jiangjin', '{}', 'waiting', 0, '2026-11-21 01:00:00+00', '2026-11-21 01:00:00+00', NULL);
INSERT INTO public.outbox VALUES ('01a1d79182807ee28685861976a6850b', '01a1d791828079e4a3d05450c91052cd', 'case_routed', 'liangjiang', '{}', 'waiting', 0, '2026-11-14 01:00:00+00', '2026-11-14 01:00:00+00', NULL);
INSERT INTO public.outbox VALUES ('01a1e1de3a8075e68efa08d2f999c9b5', '01a1d791828079e4a3d05450c91052cd', 'case_written', 'liangjiang', '{}', 'waiting', 0, '2026-11-16 01:00:00+00', '2026-11-16 01:00:00+00', NULL);
INSERT INTO public.outbox VALUES ('01a205ebf700726ab784308e4d34f8d1', '01a205ebf7007cd0b0045cea5c5ac08b', 'case_routed', 'hechuan', '{}', 'waiting', 0, '2026-11-23 01:01:20+00', '2026-11-23 01:01:20+00', NULL);
INSERT INTO public.outbox VALUES ('01a205f34a007574828cf01e807f261d', '01a205f34a007de3bb0d4f95a80db875', 'case_routed', 'jiangjin', '{}', 'waiting', 0, '2026-11-23 01:09:20+00', '2026-11-23 01:09:20+00', NULL);
INSERT INTO public.outbox VALUES ('01a205f482807e8dab65b0c242a38382', '01a205ebf7007cd0b0045cea5c5ac08b', 'case_written', 'hechuan', '{}', 'waiting', 0, '2026-11-23 01:10:40+00', '2026-11-23 01:10:40+00', NULL);
INSERT INTO public.outbox VALUES ('01a205f51ec07a81b388746a4e174651', '01a205f34a007de3bb0d4f95a80db875', 'case_written', 'jiangjin', '{}', 'waiting', 0, '2026-11-23 01:11:20+00', '2026-11-23 01:11:20+00', NULL);


--
-- Data for Name: publication; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.publication VALUES ('knowledge', 0);


--
-- Data for Name: regression_question; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: turn; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.turn VALUES ('web', '5026cdf6a3be07ca6c7a4bfb8b087ff0', '9a7472fabbf8054e38ef835d9935bf98a278c9ea10f3fb3def36d42d94dc397f', 1, '\x0103a617f2b45e341a25e09e077ba689a78b98f570c42e6411fd2e4b339660d45191ccfd1842f4facfd8e5c045c3be2e3e7e179cbd9df4c79f31c946c4374487a25362c802ec1e75dcd6715682491d010308f7e6f06372eedfb7f186798f88aa99751970166da02db840a9c226c5b15dd303dc28ba7f3a80aa122dc3ca973f09b161178d38ff6bb80c64c6e92f2be0383c7241b801b52b907c8acc3f0474a3b2bed62530820a', '2026-11-22 01:00:00+00', '2026-11-23 01:00:00+00');
INSERT INTO public.turn VALUES ('web', 'e49ef55a05fc04a920ffad5ae90c417b', '62f0977380effa524bb65b014b8415c7419310a08061149ac983cc36c51fe9d2', 1, '\x0151be716b4ef33627b56fe4ab2dedacb63507e997822fa6968e585c15370d8cc508ffd581a290cdbb77986459c9b3b60c6e596b5169bffc17835b86bfeec40aa43dce48fee3e1c4da54f733cff77b2ae2f0fa305152216080a390e027b3f5729e0ec9d9c03399712c6626f6afe9ad9532bf0cfb5d60f2179c5320f6f1c016a6843ef7f437c022312f598e81e7c698d9c35439a324f1dbb8751c21a506caa08c5c6efaf9087f', '2026-11-17 01:00:00+00', '2026-11-18 01:00:00+00');
INSERT INTO public.turn VALUES ('web', '6c33f7e6e43fcef59c23d6452bf4600c', '0b02cfa47ef4527bc6ea3c1b3b5acd7eb6b2e906a9a5cacf11fd2eb75b7c29dc', 1, '\x015402a8b74f184537b5a80c1dde5ddcf8a7c78ed3201ee6de9203088cd6e6a971bfbb2aeabe704c97bf1e1af4b7c02faab9500e0f73ce684577be436db57147adead5228a4054077cac0392487ce2c5d99cfb49a55fcf18e75ef62e2cd6ca979ea9ed0f7ab56d7cc3dc7a87ecd0488a1c077e151ac0f16a0334985654f2bc8f26ee088b264b8722867c22b128cc652def413687f607010cee37d39a9ee2a49cb77f3711c068', '2026-11-11 01:00:00+00', '2026-11-12 01:00:00+00');
INSERT INTO public.turn VALUES ('web', '3fe4fc7187d37790aeb62fcddf2a7f7c', 'dfbf4833bde1357bf4b594ca3a9e5e3e752cbd9a2662e338207b754a41ef90d7', 1, '\x01daa8474e358d53474a11318ad1e781f680dacb38cdc7ff4a5f8791d5c4b4036173a441bf6890ec290fd10d864510ef05071c27f77113b19bb7e8d956563aae18e2522b4ae183e7d24858e96fbbdfa5d686298a0b75688cb5376d760c20302d8ce21883bc4aa0e2f082ae189e1186f53e49f1ab56468c236796ea996438590dd37a5d460537259956679d8725818b90a8858d0ef441fc40de710fc31025ec36831554a1153d', '2026-10-14 01:00:00+00', '2026-10-15 01:00:00+00');
INSERT INTO public.turn VALUES ('web', '4137b4321289ebb924667411c1efd110', '6264030ae6c49d5287c0c60a2497919c0bf074d3ebc67a44f1179d69587f3137', 1, '\x0199bf645ae29414967a44f7c17fc6b9e52bb77730c4f73190317d982193b96bf3ad0ba391dd6e8fe055053d12a8e95856252a35e7fce4c41327a81944b4c7e11f45fba24f21b2f321e06a392a6a646e227977475ff2df95ccab6fe5ba56770d36ee2aa5458ff7b6a3b85c1b40aeb8834222366dba046693fa1c9bd69c9626c0407bebacf252f89d74a89e3d8706496376e5c4010fe01cc3bcca9a4fc5fbcdc7ba6ee3959ba9', '2026-09-24 01:00:00+00', '2026-09-25 01:00:00+00');
INSERT INTO public.turn VALUES ('web', '0b97f5d523bbc9fc73dbb4a83fb11427', '41d4b49b52c1f0a1366e1281abd1ccb847df34c22f7d72e62c98b5c817e90338', 1, '\x01126de06f1e24d86dbd49db46cbb1e2c1f6370855fbec5ead1d1a3c5066f85801d67da2988bcd895d74e91e1dad8efdd7574a6b9db7b7fbd051a3596eefb8f7b5bfc13b125a3332a60c14181fc24cfe2b09cf506cd0b48884f129b5e17d0305270250644ec54f8f4c7efcae01b99286e0585a218878bf45e36da9265d2b065a5f13a44b35fee5f611f8c698735cd7d32ac5114dd22213b79f2dbc239445fe01660301b738e7', '2026-11-20 01:00:00+00', '2026-11-21 01:00:00+00');
INSERT INTO public.turn VALUES ('web', '16d647c2411bd233d0a88acf224c95ee', 'f450d01dbc0d13f0238efdc4e39678325cc8a15b1acbf8cf280ff44e2017063f', 1, '\x01359aa960d5478e008b9de659915b99e715e06288e1f7f4de700b5974d38e9b7a77de451a4e9bacd4154204f3f9af1e44c7d976bb62746fb3b341465a5bacda08bbe57e9e8bec5512999a903aee55dc9931a337e7e5421ac1d0590c9c62f05b69b9984e8a03f14c671d05cd3f9cfb917e2f513a112e2644e2871980d0a69311c3dd41e80aea7fa54a2040070e5cc641599b920a209e47f8be9c7f60f5c37ec491ecda9a5c7b', '2026-11-21 01:00:00+00', '2026-11-22 01:00:00+00');
INSERT INTO public.turn VALUES ('web', '33142da02ed04dc984c1e8dc096b24ed', 'e4f37c2fa23faaca524a3548457b6e0517365f69c82968b98c201f3384560cfe', 1, '\x01ae5392efb22e8e5ee6e59cac95159fd4773d629dbd82e3f3abd3cc280d19b31e03de0a298eaea3e70e4b436a84b0c6cf61e95fcc6573c1962498e20752ac87183d34f7e969f96a1516ef56903ceae908a29cb27b158cc1b1253c4f093181eca3743bcf601f24dcc4d9ff413422c17c7c9912e87ad1e77dd1cce05217958c21a525ab1ab7c80f5f2541e6d5de845776e2d53950a944171d2773b4a4c3d2c1dd50eb69d07e7c', '2026-11-19 01:00:00+00', '2026-11-20 01:00:00+00');
INSERT INTO public.turn VALUES ('web', '659aabf31ff3bbb338abfc0521e5b85b', '72a56670c34b5f1e5124e74330458287eb27907ebef3942413536cd0d01aedb4', 1, '\x0125e7a6630b27c2b6933f95ab1fb5f5e9476614d65cf61fbf9dac20f2d7fc07923a1fa60bc873e758c472b2024f188b0bb727f60a81a91f9bda3bddcc1187b8aeb676e69ea2cd29c46659cf50f427d72441be45847a6ce3008ba6c6ce1f9a5063ce4b104969a383c815db6115537009abc9102b68e59680500bb5c03713a249d3ae444e8178c2b2e045129c7ed6a993bf704de477710ce8b6cc67172ca69f178714869217b3', '2026-11-14 01:00:00+00', '2026-11-15 01:00:00+00');
INSERT INTO public.turn VALUES ('web', '37b41e0aecc424ef538ccc3b7574b98c3c1bab68d7ff787b3769b14fd643fbd8', '97d322d890e735f43f9b5908f3d9fc96f7ee273a65c1bc2cd1171d847cdce783', 1, '\x013c7b04ae572297558750ddfa8ff896ba48967e8c84ec17179dd4e8ce843fc77624fc7975bdab3f2d4f044bef768b6bf5e5bea1d5ff9894138f8248e3ede72b13067911d68e9096fcff32b87218fdf30fce88e2af58498d2b5391f7ddb936de727e0bf628bf10a40c4d16691b11070edd69bebcb77c96c5720fe5caa1368e9395a057880fd0c88465605d8470bf5e61cae1d9d6eb927ea3907ae7ef4e3c46083dceda1e269af509749de1be647f23479439a161d440dc1bd014ff8de2aba6d9296d01895f2ee93c6b3c81366e79b00cd3670114c57cbbd72dff086e1e3f7eade291e78b42e553b07a684faab5e6d79dfa107aafa0a69aec4a6b736b235a5055fe7b0ceb197e701cc335ac821b1cf12c3437324f2725965fca19f1dddd16131a2fb9a4095d28c430763d0e89963408f78d814a5350274e83bed207082a851440dea9d8913eca384d2dfea82206d3bf9ae1107513d01a2d3b5f5fabd0122bc66168c5fa740eaa640bf56a027b520e1654ec4de0d024aa2bfc6c412b211b53b13a276d3cd51b3a8b8f7ce2991dc809e349020193fdbaf47597067930be8b6eab7bb50e1c14da9fe281527f1029c48d53fe8a9cbeb33617d1d3064c133c55d4ce00251bda4cf2305149787e50f1d317029157864c5e594b5f5e31bd17761ed2c2c2eecec3baede8c5ca69ee69920778b43751c929605c6974293cefa10922f8fdc109c491455e5f909e28df8566de3c4c5c9013377263e26a63b5a47be3fbd9efc5ab2a03f9b39da11ef14888922b9962ea6a12de2718df1b5ca1c480a166feb72c2375349256e1e91816e5469791a3c2f7091d28136ee5d079304a1069d6a8161e35141435e65a6edab42fa731c8e0f7b96ced6c1afbf103c813098893385cf0948099546fedc476769c9f83f120e9628767fecab58a75f675c42f443151cad2de6004a7a07b72a18f653d743d147e930d53bdba68a64ee5a6a750431da8afbd038bf7843ba2c1c6bdcff44ff661c43241fea8c59f21bd74ebcbc5cd88b130c7a0f5518c18ff370c7dd4267169cf07ccb936687535fdf37d2b34b5a9c818538de85f2489ab690f67c8547cf9ab50d1331044b1ad8f12e3a6507162bc8d1cc180cd16d422bbe35b6e9f702f11f8ea4dc384c1d4fb49397923b25315a67572aab49a71c5ea673359439c3bb31d82a13eaa1617992d32ccf912a1ed977733d1eee5aa493e280b636cc7ef5494a7a44d958996720e4b7171ba36b23268337862d8304c220e47809842dbb39e9796c49d9c1474604f52c140ee2d6c26a75c83fedd88413b5a3866c4c92a7ea9fc6d035100f2121420f083cd30321d69172f842146a6ead90d01da5f690d0cd7a084c65ad63a5f5bde7a24c377311bf0a1f3c52f0cb7928c7fb44881f24a6ee34b2b7cc83df0c64fdffff2a661c6103465a2319c935bf4f8fb584b0da2e8cc1260df5e88b4ab657276d089ada1eab76037cadc2f32d2f8389d9c03f1d5ec35e5001ac89df5a85f6138678c2d10213b5fa09d7a50f80717d715dcefe3c4fdb82ac8e5a1f018dd0e7a3335f36b70fedf995040fea30bd06cfe5e6c8335a93c90bf5419027f08e3322d690c145307bf50fe46312da14c8c3019fd09124d2b89d86485dbcb08c403509bc9e7bb0634f8d74c3b590c3349e767846d20dc5df36f1d9b60cdbdb975fa4d58c00b46eca93e8b9fd7f33e3f387524dbbdf20756f83d92cbaa287d63a73294da52af5a1cd3014e8d960c97f373c849468d6d7c2bf59945618c74cad938533f631d14511870dc59ea3f2141d91f40ce800bf2ce377022e154bcf8c75cd56bdea3f9eaf825a523469306a1d00bf66c59c707416a9cbf915690b6e5bfc5026464951a8d2d174b1526b3da6a49036a675fda51ca4c7b1a43a44af1de3f512478e4f6540c2c06c32e1887dc58aa9c031fef88de10dde852cff423fed47f9cba2a8d5bd77acb0f1f281e12dea3406df80b5568bb5d58f51a54eba11c280ab62c4ebb746a055f38f8ed7ce9bda9a44891da726eace26330df9fc02a13b7d4ea82d72842c36b9a4af69397f45f4f6afda6a099e7ccb3f181dc7bfb28655ebd056f55aeb968cc6b5092e5127bcdfb64120d69567fc9dcd117642d98c270d5b26ddcede2cd6d9571bb5b588e041209b8f41a1dff66315d689644e70e5b9f68253cf365881e7474961b25713f5978b0fd733e8d80af2c57e9a9817c99cc2d0db7e2f81d7fea97c5fc7635eed383ebeef9ff145aa972e49d270958ed2ac53c5d7c555e07f02e69daf20a7fdb97b373d4453e948456107ec2287bdbc6f82d8b5bc2a008add1050602f799f97eae0c4eea78d5c8e1924f8ba2e8a4398a7273bbb66fb767124baa9c94f3f47eb08387f82d12b8b76d4de0f71136189bc390773d8c896b84b04d061c7ece3c55c5507d588cfcbd3945a51c65616724b003b0adba409b970991e2b75ab4165633595e9c9a5642f878f91984b13bba5c655e7b8d967f7a1a8d87a1d0220478318faea24088e5d551d8abbf0fabe38f0d1a791975a2d999288211b05c8dfa4c4621d39bf186248a9a9823b98c307d236d4fa41f1b81d2f718877cee17c5039102e7400d2c87f5d6995a902639dbe3e728e9c85d38bc6eb818152a69a09b1f6774d99c1fc98faa744deeca34b536064e002946e0d0f359b7e5f0196d4f188ff6cbc12ce87f42334d4682a5524a780b32ac3fbd470421cfec317f4168c58d2be72ae5cc1bd98b1fcdbf142d5787983624d9cb78b083201f1a8dfdc572fa97dc3c6d9f9fe22131858074aab98cda41a95963533cb061faf4c83c95acd5db8967fcfdb03bea95ac11d1966951bb591af0f0c096f989e0437b0b7f34f43c09ac1b3ecc068fb1d1481afee85d6c', '2026-11-23 01:00:20+00', '2026-11-24 01:00:20+00');
INSERT INTO public.turn VALUES ('web', '749a077d4c2185dcb0eee714531906d96eb449b408ef1447511b86647e41010f', '97d322d890e735f43f9b5908f3d9fc96f7ee273a65c1bc2cd1171d847cdce783', 2, '\x01f047bf31f5f255db7df1dfcd8ca9d2efbb3d9fd258a42b0f74deeb64f8c3e4830510da8609e76feae5ae17e4d039e88f09c9983a9db760aac4cb1883d8d64e36aa4021d508ad36cd7d97e322a45b702ab0537c42d445fb3eaf57ef1446ff7a23cec057581cce89937b14244673c594efd6e95570ecc5296ee0a28e7dd3b5468ad72f8487e72b87dc595457602627a9d5ad3ad9c3c7edc7f4ac081352f37a576fc67048d0567138fa63542cdebde9fb8c7d5f6ec8112268dccb190ffc0f05e8ed91e60e22d8d5266d214effc517325c09ee104b81d527692bb9769115b00578201dba5ea181ce69f05c5e8740c7431219a5461481509dbbcc8ceca84ecc210bfff2da3db10b8dde26cb8dff2186cc1d03a6c1836110c7ebf1e7926ba0f91214fb53f328eefddf7b7055b6fa50edb9bbb0bd663187d72215584649904486de4df57ffcdbba8a0b4be6f4fd2f657f810ec971198fd76ec2b07401724458e0d8353d3e6a6130403e96ee060f08cfc8c5eb8f9af84d7457a2fdca5ad6505c7dd6ac3c7559f299fad9aa08a6d1130d08ba06290421fd1af384962db839f2993c3ac4781d5c8f1944d8824cb7fa9a9ab77e85babf3af158ccc0a5cf75eb1e7afb08b53a06f6bf4d04eb008c2388947de87d802001b7dcfb902ad97ce40469284fc510aaca71', '2026-11-23 01:00:40+00', '2026-11-24 01:00:40+00');
INSERT INTO public.turn VALUES ('web', '08b31fe4df01cb67e7f67614a2f00f92c5f4fc0e4daa520f0b5be30d41e15e30', '97d322d890e735f43f9b5908f3d9fc96f7ee273a65c1bc2cd1171d847cdce783', 3, '\x01d93a33af3d94a077850f746eca8e9164e1d88a3b99801524f104b86e96ffc78f3ca6d1fe6eae920666764e362525199723236a602f48091f12e3297776ef9e390502070984e2f372009a8f7ccf85f22734b197d99d4173b814710a971420e0f905ba744f059d0d4d15ca7bba032cb24a1e1841d09e51fa53b4bcf6848410337c05c16f0cee7d4520b851d175d098e1b344dd8768dcd55f10edee1f8320ada440de196cd1298ffa12adbe77b1ea096a23592c486e99491321cb710752a6203de62a4bd66b8d38119749b4086ddf67b9800803bdb5e3cd0767881421feb97e937ccf5f30ace7f2107c46f195a11f6921d6aa95e1a20e72395a9c59803c57e0943c1902296d74ff27086e47f1d11585b2384912eff41cb2fc9c74745d0ffc750c1c8d91630d26676b748840c06557f84cf70f416d1143f00cb152ff9a9294141bec9e28062fc0ce917ff93612eba6c4f6b16e2c18bcd33b9dd9d894e18d79f7bb83b467a7f1c2ac905dbbe44a6cb031b42ca84e66b59e9d15ed09f6ee660ec2edb706471dc9f8512174d743e7f65f263d9fe13be497c9db14b2b36979de7289a5e970d0f782272d5496e032456475532bf28d957a5fb10ace96bdd3f51f9d76f056d2fc53fdec95aa686259d546e9f3bd7f2134720a1375ff3be0cc746a6d4ca5750ace8df998dd495f3ce3c2ba63071a97a816f83fcd7b172da3a56a09f5a869f916d1a7f0dce15837f41932e3e8870806ef62722d1355bac716a966078d56ff8211d59e22035f3530b5f89227c9ed360ea0fb8e9091ce6111d4b1ea90fd45b6c1cd6dfac3aadd2be6ac510cd63bbcd2f203a50615f6834513027ddff807761c623d0c5fa94dd1f914744bb3e2d31163331825e7a3ed5e5abb14bef34d0c74d4e8b741a7ef65b30715c860480f37f86527a2a51cfc89cb04934525008fda87710e12b50b820d7c652f5d60895e80658509c9f7eed26ede23fc47cc135a5978629b6638e36c71fe6d43b52c3f9cbc52616b05670e73cc337ad4575165bbc17b492e9925c31d0bd90efefaedf941615cd68397f08179e38c58654eb50a916ac245c91c5eea8e7e028226cbe5de5426cfc6bc02dcd28d8571eb6b6566d0f15b1b390c0e5dc3332836f27d4501237265d785d84cd8f6511b8909dbda9dc76e4b3ffa81f85bf4dfdb3cccc5b58bcc8dfb456efa76c8b0b3995fff25e222267d837b6c90b0121235ba96e325eb022bd67f324d4e581521b08c164a31c5d9f8ca2e4198d23a2e9209d5850c5551c60082ebe04de66b2265f2c4b19e451a6a396c3d303e54700b31090b74d312d4041928781de3b58b75d6f9369ece76669244115fa0ce2695cb9a677b91b1ed26d026', '2026-11-23 01:01:00+00', '2026-11-24 01:01:00+00');
INSERT INTO public.turn VALUES ('web', '7af2561e98e7f9b89649b6f015b21f3766af3a05f7e4ce22ae977c57beeae524', '97d322d890e735f43f9b5908f3d9fc96f7ee273a65c1bc2cd1171d847cdce783', 4, '\x01bc517f60f5f37f6c2bc0e8c9d01d9138a5b7282df083a1a681d9bb850a4bd88c25f96e60a94eddefe63468fda89d2221032aeae2e0e5ee112ee6e25bbac8e884cc2d2500e061b350a737f17f053508708aa90ae12c59b228a16fa8473960ab5e76adb18cbd2c3215709262464c1732e7e5fe5706a38b557cd9f5e4d65792ac6ea17df80b0fc53b2f58d15851728095db06d72ed451fa959005eedf01952408f81301d725b0a595ce98e040c5b5b79194f045ef81e9a7e51b07158f032ccb645adeb4c33aaf47cbd1c03605e2485822049319b674b7ed3421c71714007fc7b9d7570aad5fef7fbe9a724f9cf33608f665773ce1dc881e945189d872d11e4c5364f281a8c74a6f3fb3fafcb38971bce1a2ad8815790ee03f838e1b12a8b83ba7ca0452ad5183be9fe71f3cc58edb58805b0ef732f0b7dd0663936b8f8537b1abd5b47a0b7475f4b311e40c0d3edb2c787d5abbf90c613bbb572308b13fe029aae872acb79f9f57dad19f6d0a211119ba0a64414df14c1af623d91d336b055c16dfae0da448365e1796d1315650cde6147d25c832ef6a0566adc92107e93cc80fcabfa21c7e3805b3c4dfe5f9e1fc4852769eb048e71de9e81f88a3146b2e1843f3662f35198b4ca5fa4dbbfb30ddcdc65c5fb9b02433be09d17067559f57e0e68fcbeba80e1e1401bcaa0d77dde38505ddacdbb8725f8ccd8168b005ba798813a0ee479b471e5c15349045ebae17e28a7bac67f83dacdf4dcea733ce3f59a7b1ceff0d95375a93852156d7d15fb8dbcd2d2a27950f05769adcf27b9c6f8aeb6ff3d6e3e55daaa19ba625443563d965dc8b32e19d18eac8a4732bba6460d8af97f41584d630811a3f2a87990415f5c77773049d0a17b205b40ba610b5809cc483383620adbc739757006c1c26361809a6b05339d31a8eb9229187c3e5061f03694b7b1f552204810d49ff309a22f3725e60a31fb80f79079064d890b2212ac4f94b029770fa5ee2ddb11c472dab22af15cd827cd9b8826d417a5f347bfbe6e2694ba7caab1b6a1669c8a16cfafa265ce84cd17b2754db74e3fa0a1d4adfa54e5bc25e4a6971d4a379c9a5dbaa2ca55b2b91fab77613ba0acbac529a64795bb37f6ce9bf200701e42165b753c6c8d7df8eb1fa1ff1cee9b5b15e7131ffba1341405c3ad0c85275e35de72dacb3d2e473a77c64d9462255e1b6123a17845d0e46c80071baa1cddc5bd23c1647b0522c6774f6f7726c9f5501bc7b41954e9bf4a208028b2b439169d0f03cd0ab7b71ff38383bfd45f232ee4d73d0e75c817ba8c762e66973547cc0464fc08c6b317429a556228f95a392712c65d7bcadc1641c701132f10c9a4231f042b2ae84ffc043a4ddc94daa2f218919cc95a33e9ce6ae51f978da398f534263c1f649e3d4d8a3701560f3bc57a92f736fa2b064982d87bca9e3682c919e53aebcf31cb79c671600848745d9fd4420d2d857a75d78c9f4b193eea0fad996efd6660945faaf4f36fccfcb0d87aee08cf83f1c8fa79c36654772fc5743d3950639643f8a53cd7e216b1b326c6a905367d277392eae657ce3673a3744781ec67f3801e0d385788901604f45507633de42928e508353bef919a4e65c74337815a3f1d3acda4963e006db', '2026-11-23 01:01:20+00', '2026-11-24 01:01:20+00');
INSERT INTO public.turn VALUES ('wechat', '09890eee414e1fc916e168136d3488342d65e904c7b209ac7a9b22eb7eeaeeb8', '3bda49db3a782482f7d713d9693c14673b9eb0e29d409686d905d45ff2ee2d11', 1, '\x01c9c31f0e0bbf4e44df618d2789454d466be79bd19b88c6c8940a114cebd727a509ff4f8c1e426320e141ce2b2e4f54cb4c96fb3bc19d6cf124578dfab5e40f2d87ae5a34dcdc5bec0f36d744af1f9d2cec63f18265c1111671e4613c886237b6daa5bd462a73f47b0604d8e0e5ac063cdc04a8ce248bd94182826c70f92678f3361e9c7b492b6511576487a5fdcc3a8c8fa9fa57005526963576ba2e72c9a444a565fc64ec180be17a4768c8175d00cb092b051e1efc324f081011cffdffb587ea07761a8aebb3ac7f16fdf0e4425147cd3861a81b3b4d64fab69bf310fba0e3811066d4d3558e17fd2a7d2338bf54b59929d7f6620e495c4a3da7e378884e1a9787d3eb8235b07c73bc1a51928842cd412a7541551a107e3be3d21b863bf2bab7259817c8acf97aa5b2107f9f4dd8105d469a157d269c0b6841f1567c0e81e500da3ee42a7cef6805d99fd3d133455767fec1eb9aa94fe9c6bc4af452144655d8ff2c034ea21f0ea60a4dfb5f8e4909c4abb851f9780febc4c783715104d1b0fcb28f79ad1ef23bc193a9d7fee71531785851905414436e91ff99d9fdd734cefb4c27397d3a5634517045b2a086836b42fdd58784b0e43d9f5f70dac666225716c68eee6c1158a5b44bc71f7e6fca21ddcca21d1c4c4dbc180a4c88eb77dab6e03c092b787b9a9f762ba9b9659eb9c761607bcd476b44e110f6c0e1a19ee5cda107319867ad679cfad08cb93f69c8817f45fce61ae6279796d7a65738a7ffb9a7d090f1de5a0f1968185a13d32c05ead97a7e74b2f106139e2bfd29574b29df131c4e67e9920084de6f17f1df756e3e583da743ec1ee5c7338c207da0590dd93dd2909c321b32bebb399650e2ae8163a196906d6ad0468491108cef95237d1c578cb07cb2452bdcc5746e4c16da9ace188d5da44544bad08a1c41e9d52784b84f3452d996f7e1684cd98c994ec52660207995e6e3f1221351ba78a3cd09da8337d4ae3905686a4a5ef1975db6e227e8719a00f77e74d38e512c73f54dff331bf0af2af13b11995a76ba35db954c778bd080fefe82dc57da22c2fb38841b2bdf719609daa050dea6e22b11208905203c95165bdca3d17b1f8c05e7db9974b2e51ca361fd3877097d71799eaf4724d5bd0a63c56190d2f6063671712439e929e06003bba198eb217442f3827b2e02a5dc66d135fa32f0', '2026-11-23 01:01:40+00', '2026-11-23 02:01:40+00');
INSERT INTO public.turn VALUES ('wechat', 'c5d2e371f516623bbcc6973ff973368c597ac873ade6fc734732f82af3b2fefa', '3bda49db3a782482f7d713d9693c14673b9eb0e29d409686d905d45ff2ee2d11', 2, '\x01c79bb35d5c90a1d4e7c07f2bce2e77e664ab604e2d475f3f328807ae47ff0ff73484852a0e1527805b43f1ae583a0b89385078bc7f055c82d0fdecce2915de732ddb054578523a92b7bfa72e99ab6eba6f751a77604d4a3ff3282ba497d2ba0efbfecb5ceaa0cb901bf975e0f16928938c90089fe9e95f15eeea7d11c5309fa0bf222a91513b555752287e02e50ad8c029b9567eeea4c531272b8f5d069b035dd756f4c56353afb6e9b1328fc9b40a878919f5355643bb281beef39e051775338f5021a02c2ea0239a1d236a4829eb70759b753a1f5436dd577ff464c49dbc5e2931a442aa88804af1261c54a252b7e82fc51cca6ef1f2d560357e2fb2c74df635fa967da7de53ac07e7ff43af3e3f6a0ecfd13823601fc1b9344df280febfc46d2f4f948e05faaaddd1bb50e037d42f3197ac0d3bc6421a128198de7bf26604cbd6bd2dab262f7fac662beebabaefdc8c3df6504b76afe3ddea61a6f98555f500fac10fa7b3c68b52f10fe299da973ec398bf6afc66e9c07e8964c2ea85390bdc4d7efe9514d8aa1b0d2cfc4bfa947d7d1a', '2026-11-23 01:02:00+00', '2026-11-23 02:02:00+00');
INSERT INTO public.turn VALUES ('wechat', 'fc328fa9159e9a2be19a42723eff4921777c61fbe7c1bd197809eb27ded99939', '3bda49db3a782482f7d713d9693c14673b9eb0e29d409686d905d45ff2ee2d11', 3, '\x01a2c0234e169a24cfd9830bef0625025b11306a1eb9c881005f411de40a217659d33cbfaf5653a440b30d53f097c9fc5f3942590ebd16972961053a717c98f6da563fcd2ca4e510d03cc6bafc8202380c2e80c4a378b26abb223f5c9130f6ad4fe0c43ff1e7b64df00216a877a376bbac9cc0468acbe644532562240952aa5997a8cdc24782d1a23afc2ecdf0a7bb094ccf23c5267fa1c3b94569c6cb89684a9a16246339648c363a954d24130179cec5a2fefa042d47a19ba2206e7d1ef8b350bc35616cf37014f51d5c744869dde2b3592190f07afec176e5d497d732dbc97a0acb6e7a0f7f2ae1f19b907db4dcadcb321820ccd5ece981935dfd1a7d0fd1e14fba786a37fc', '2026-11-23 01:02:20+00', '2026-11-23 02:02:20+00');
INSERT INTO public.turn VALUES ('wechat', '0a43ad6f718d065fe4b47740881d50bf2da66cd9a4aff9eb2d877147e544a675', '3bda49db3a782482f7d713d9693c14673b9eb0e29d409686d905d45ff2ee2d11', 4, '\x0134b20262d2700e9d554b6c6b299120eb96d0358601b2982873f94fc5523df9c5b05da64b14b6891a931f5b499423fc590efbb9bee1ffb7de5bed06be69c5971f64314bd8a48502da439d61330b34e948e4742752e62ebb3a6ab1ff96814a77d6954d9e4f6e3b6d4fefa2ec5631fd1a3922fbdd025a6b2118268f8247bd98e054bbc00823d86ee93a98ceb2630dc68b78e6c8a2dbd07e96cfe1cdccfc45d3dee913943f75d95e89d3bd0b3e95ebfaf795a747344ec373538315b2ad1abfdee299b7f24778440eb69195fa16217d753dd7ee098a3b5c57996f31d0f08c226d2d5d9fe5de813199edfbb559eb95d10426e028b03f6c7e59421c426c765b6af440f55e795ae674677f8836e2d494d33e0be0226055fde7980b05b482b85a7c6aa5e80c56787a27359173d6bd9ab613271c51eb10754299ead3c406e1a75badd891839e38f4e172f492a28a924f366e0121469ab065b6fbe6f7e325badca206ac80bf381e14d5e097c48aeca208d84e2fba180ac2f56dfb32465e2dda58d4a490bc84bb151d70685844935dba65a379ffa9b523723eac426d54304fe505dda0c0e8e146b542465b077f41924530f619fdebbe4fdb44f1e9da35f29f4f2ca26056e4f413b2825231250900541435a93fff0f1b752cccee9e1d2c76f51a3c1dc919d4e71d64a0bc3e22c1bb8e0ceb3a3248b87036ec1e0c4be012c6f2eef66284c6f8', '2026-11-23 01:02:40+00', '2026-11-23 02:02:40+00');
INSERT INTO public.turn VALUES ('wechat', '22dcbf8f50eb5fa04df01c5b2afbd4a1cbb02d2f1975fdbdea01427df17a0d0f', '3bda49db3a782482f7d713d9693c14673b9eb0e29d409686d905d45ff2ee2d11', 5, '\x0178fa766e270c42861f1698f18f79891915e0e67f62cbd60c1e931d3bef800066238d5e75106e190179cb0b22ffeea9a0621d7fd0cabaf4a2e2421db859c7a70d970f315976688ddce0a3abd53f6eafe92bc4766e641a062e6f2eb30a3d0304059e6192e4dfebed5192679bcad08fae1daf9847f290f18f1894477450341ab2f69439fc6f5b7eccfd1e35a1c31c14fa1047fb1121848e0b1cb6c144c9cdbe6c14cbe072376f5253c405794b4cd8909f39361340b64ac793f9421fa12d6f80c158993a371d8c000de7493d0e83c98b2eaccdeaf526e9436238eb9f9b8047ded706e81272cd670aff8ac305c0238bb692b9a9d747ad7ed4bb55e73250af12ddf2ba8ccfcdd897b627ffc1b796f21c1443a110b36bbe5ff8506debb3c73602a3e3dd3ad633f282789fbd250781', '2026-11-23 01:03:00+00', '2026-11-23 02:03:00+00');
INSERT INTO public.turn VALUES ('wechat', '63537be8e9aeb433bc5f7dd508e06e4b1e994bfcab9d175b621f8267f85e4328', '3bda49db3a782482f7d713d9693c14673b9eb0e29d409686d905d45ff2ee2d11', 6, '\x0165da68acb9f6a5379a43427f288e0452d38efb51f1469a3d4ce78c4da2a69a2fa777291b067fa887a8ce7b8bb5f3554c5a6590c8510aa988b311c5dcb5d92f3622fb236a5ac96969fdb98953b6331a809fb121ee08f886a298d6ba70c1b9dadcedd0a9856826b34c49db8e5fb6c4a5a637110f4e3b19be8ffe9755a964b0dd7dffe3c6f3bee0d01b5fbf222ece7ac912e73c0f1c424b7779490db8da0f46f5ad3421c056c389800fb9e672fec5aa4bf211d6271adc7c2c227a9e96dea4f14dcf0eb1f066d65e7f563c8f2a276694ad2f02dcde74fe9574fafd21342090d9390280ff5b98c2c00b4f4bea268701e0a241581847131dd35c896c3f3c2addfc879335eac87067bbdadd56fa55e569eafdf6337ad8a3e3e00e', '2026-11-23 01:03:20+00', '2026-11-23 02:03:20+00');
INSERT INTO public.turn VALUES ('wechat', 'c30a33b245cf2a8b8532387584caa19c21ee28b9074b05edcb10422275c556a4', '3bda49db3a782482f7d713d9693c14673b9eb0e29d409686d905d45ff2ee2d11', 7, '\x01c358ea3ca45f35c9fe73d6453518a483160c21cccbcf09a3cc4ed25f60c747e3dbf78ae9d6e1a796ba5628c67afa530ab97f0e0b1183391aba7b286ca7ec62d40584ad261a40bd94fdd19466a243ec203760fed0fc5a015c88b1e86a2e27932252ae6f523632627f5ad9ab61971db7575de214133116e35d323ef6866539fe6a5482df3122d5341d7da31dea4644d03f0254252fcae6825202f8da8324bc7c579ff6e6489d21d0aacb7d654479f618c589c3313a7d4f3ac4af6260337af4c12a95e929a779ce8399e6147463fe6f56a8f56221282b7a8b9c5db48340926d85a47033e0e5296548a7011ba8f93a4fbf0f26f680e55ba4f136c601f28e021dcdb07ed39f4f19659d979e26273076cab1848f07', '2026-11-23 01:03:40+00', '2026-11-23 02:03:40+00');
INSERT INTO public.turn VALUES ('wechat', '98ae9f4a2b9b8bbcb5afb71c55ab6550be0c9f71cdd5310b63090304854bf4da', '3bda49db3a782482f7d713d9693c14673b9eb0e29d409686d905d45ff2ee2d11', 8, '\x01467587d1869dd9ecd6cd4cded636bbd5237afca3a4bda34c1dc33067d46d6a4f8b0a49a8802ea0f3c319245680a2680383e66115c35bdfde3e427fda738dd44b080da1a9306381a874f8a4a4450ccada2c38dcecb50c5e6236d6c237760248d2fe5571de0d2dd43759c5034118bfacd333abf89287c3449973f0b9a35cbb3cd547a0bfbfab1d114ba2d976d018c5f602958047e77aeb761a6aecca467a35ae9bd545a6f8b3460a8bedef8fad011efd1d83fd8ac0cffd28b9fa103d0babe8bf595b4f539b8b07f826500ff42bc583c6538e3c5dcf5e98c9b3dbc162a1a923c2d17d471f64f834e256dd0012b944d1bbdc3e3006a0411396ff67a0b904d1d4d186898a7b1b5150ea06e353868999fa6eabb32482791731c918af32cfd00d7349c771a51f4efd84c97f0b4d071da9086f2087896d89e7d8a55cf67d1a922bada7', '2026-11-23 01:04:00+00', '2026-11-23 02:04:00+00');
INSERT INTO public.turn VALUES ('wechat', 'e776fd18d7c942542ac521de5e3742d671aa42fb5d18e78ee65a89f5c45f122b', '3bda49db3a782482f7d713d9693c14673b9eb0e29d409686d905d45ff2ee2d11', 9, '\x011a3ac92a8939a3609b0220f47e6bbb9c8f21a3c8d713b5b85d3080294ed16c4f028c980356c2002bbf7f34427b2c9ddccd060899b707e56e0d4d31aeb563a0ebbf8a5b8e577bdd6c4ce8d822942ae6eceecdb296bf7a767e98290132e037756c49e777c9c7f838179b542fc3482f8a07fa0b639dbae206a12b667ded10eab5ac046efec032bacbd725ec95643d1067a89956291555e4c445da4202ff78ffb066a39ea5553b0b05fbc7ce53bc837aa4ff522234c9b749518318a57cd8ca11568b2fa9ca2e2725bbbd5676e8223c3780dacf0b6850ec4ab81ab8201635c4e23cdc9502246b9fc843fe71a2f38db281cbb3e6a6b4ce82d60571564707560d00796d20a581e860940ba7f45d3689', '2026-11-23 01:04:20+00', '2026-11-23 02:04:20+00');
INSERT INTO public.turn VALUES ('wechat', '4c1394e30d5903f43ef0082a1c6189a1e26921d6eaeaefc9b2ebd614937ae0c0', '3bda49db3a782482f7d713d9693c14673b9eb0e29d409686d905d45ff2ee2d11', 10, '\x014cc9379b2194ce45e4fb741723545600e4f83803f7b106791b7a8b14eb56a47adcf81299e3b059a965e623d20723a762c1a9cdfa106943716042955d5c929911a132d95beb67643b7badba5a4e260f075407741a7596c1b256901a324158000432aa635b178a7681054875d7c12432c533e88cbb2082a2411144927e58850bd22f40018aef422e2d9f17e4b0f934fd47a2f33a504e1287df01231e60287f9f9ff96d758073271566462d599acf5a4d4fa835e95553be5ff56d4b98833c599bf9659ac1586792402522f21685078f9ced24196931a7224cf15d', '2026-11-23 01:04:40+00', '2026-11-23 02:04:40+00');
INSERT INTO public.turn VALUES ('wechat', 'a0a146dfed4a9ec66bd1e45c8c428544ad36683c9cdd298d73c874ff9df92cad', '3bda49db3a782482f7d713d9693c14673b9eb0e29d409686d905d45ff2ee2d11', 11, '\x01437b1a92ff9031a07f66ab111eadef304ba932049bbd79a89b65b8ea23a2cb64b8da9c51da27d0aa87d2ddd5bcfde8849064d5ad9c18012db8beba747468f1da826fed07cdb42b73a29f0063d1a085cd3dceb1c2cce7738fbd194d77f290a74a0fb8c27438569112b83ac1c00059e32ee2b679d0eae8d0371c0932c70a27d4d793188f0db0fc1d40101fb8fea4f3041a934bafc6a96a6a7516292918238f2f2da5254939651216ad61719f2bcc76ac2f73532a858c03321c956a7c61c10b1a280640603262a2a6fc7034bd2c1f7e7a5fd7e82f588a6ea635bea5ae93e1fa12ac0ce1783ed9c76f66965adee7f9', '2026-11-23 01:05:00+00', '2026-11-23 02:05:00+00');
INSERT INTO public.turn VALUES ('wechat', 'f0994ea0e70c85068a90e0daad4fa7c3042c4289956d89663bb5d6a1406b5342', '3bda49db3a782482f7d713d9693c14673b9eb0e29d409686d905d45ff2ee2d11', 12, '\x0186fb64cc37603e39dca4e031e873ac9ca5aa453dc3484dd6b073de0f9c3f146ad1ad0737790401c0a63dd9f2a1b8be0dc72b64323b91e761e6b9a56cdfbe18f566f711e94cac0d80ec79ce829df67e0ef0387a3144529f7125ab760ad4568b8878495733b4df55712f6947634bd0d86f7abdd77d00d0fcadd2876aacd487ec8fc7d03d0b152779b8992b1685173d9b4f7e16e58e0bea3e6b580942bd1193c09cf50d8c11cc6f4837dce907abcc577f6fed560d0307a52c7d2b812a835cefd1069417680f560dd5fbb7994f6fcd001a2181abf80413fc47a27e3e3e702184f291342593cf5be69d1c6f5a80d12d965cf0daa88bdc53264ea8794bc6fcc833944f83d7b0e0af9dbb5e87bd8ba34d19e1e58cc30e7e1c3b2768113bbfd94e3d62c7f2b28803926df81cd216c1413f74ea91efbf6ab687014b24c0a7bf17bd9191f68d5a29ce4358fb8f2d8d6e613eb3bf3469ef183aa1bd17944c379060e4ff4a7413162cac8a016799092e02dbfd000c7b0cdeba76f35afd7f6c952b7246a77bb81c9f9d6648df85e88ea2a30725c39778f01a25', '2026-11-23 01:05:20+00', '2026-11-23 02:05:20+00');
INSERT INTO public.turn VALUES ('wechat', '266f1744a518539bdb9b590567ffac95a62743c28bd04877536f03080c49a703', '3bda49db3a782482f7d713d9693c14673b9eb0e29d409686d905d45ff2ee2d11', 13, '\x010dea7046464b5c28647800dc8fc74f3e67b417d045f9d9c4a2dfde622898fb5a36156f777b8c13830133ed00a8425a546911a443e42d6c6815ee23e60507e203d5b9879ed66b8400bfab8a5c8630f8d02afa8e0e399c0b372f01d93eca391dfb76a4721ed6aefd37829a38e3d0a3484bf2497893c51847631b5cab0ecffbf37c046ea8c511984e1d898ea80b2f967a33ef963c911b321b6a797c36a0fa0e2cdfe827983240b0e990288a3c1f65af4567e465a6abe933f60b3257fb641752ffbae29a1a7136854291fb1bd25234f37e99d0bd54163c8d029037507bfa2043abb05d4f0e8fad5354b83dc515e24bc6c266494faeec6185c02c67e6f04e82df20b735707d01c9c4f30848174367bff28b94e68068772527c243a71216b0a9e43c5473196235c8691155dcba18549f7c0d9a1f4cf5f9e51557d4e965464bdfeb7bf262cf5eae407487a9', '2026-11-23 01:05:40+00', '2026-11-23 02:05:40+00');
INSERT INTO public.turn VALUES ('wechat', '07259624d66a7e38cd69cc8c322884550f1b47ad3b97101b3b5c8c91f04b99a7', '3bda49db3a782482f7d713d9693c14673b9eb0e29d409686d905d45ff2ee2d11', 14, '\x01d953a3698e7bfdf803c59f769a77277354bb4e403519731a5e91b55764ba8175e1ad408e424a6bf6bf05b8790e853d964239660fe52bdf65d712ce7ec255b2d603b9b32d30c3d56b3a043b53b4f6c90b7c411e9945052926216d99a7bbd2b654f1146c1f1b66d01b9cbec192b66a25d8f6f18e15f22518682f2ea96df275f97cf4be77f54af4049a189817ef9f1c033ffde4f465f1bb5551c1324fae5c9f037575f6fb151ec7151ed66a90624b7c3ca9cb0e0e42eca8619afa2d7d007edd0cf47ef16a623dd70a790d8d3e82ea8c743e8d66bc70a7936b7d51f58a97a1ceb0439b93025c98da513477cffc568188a76441559b7d984874a845c3353789a1ab8d746ac362544c60c1a0217ef4469d5c37b33a81cad8e5a226f5d67b88750041be1419e00b2e2ad10494c19983b4f353a430ff0463d202b4eb336631cf1c202230a7e8b319f92709a63871916c550ab27fd11108affa533666d5471b00dbaf', '2026-11-23 01:06:00+00', '2026-11-23 02:06:00+00');
INSERT INTO public.turn VALUES ('wechat', '505e8ad8d1d86a3c2c55df886ee13ef63326bbfaee937c193d166295a8c79436', '3bda49db3a782482f7d713d9693c14673b9eb0e29d409686d905d45ff2ee2d11', 15, '\x019d13a1a00f4b4c9ee8144d1735b6c7f6df729c5908f96b579c4cd30d0240bc8e395bcd1c15e152383bf29330c6a49309828668fb4ecf44e3f8f1774d27ddb46ea6b8069ef800e2784aa87d3671710c3737a4e6c98d799448c290039c442b5327ae09890011688322f54d61012627330ff4b0ddc6e9e975ebf16caf9854e4f971389899841cd99219c777f60a271ff4c6a5b6ce25ad20b5c004bbe526ad548aedda4b4beaf3b9b73c8651137d823f60545e5aa2d511cc315da168e5c17302e1bbeb3b8c7b53cabc4ddd7ab1d44f3c1a9b07843e7e87fd32bfa26aabebb7315a607ffbc1ffc488acfff5b31ebaa679bd3ebf3901d47564aa913845f0afac31882360baee0c2548c43548e0b857a4cb5de5d871b10963dac3889b61c1443b4b8305a17abefdb0dfc69690d80e061d65f7ecf8c94f18cf1fd71237090e28d22ef843e1a3ecfea19fce', '2026-11-23 01:06:20+00', '2026-11-23 02:06:20+00');
INSERT INTO public.turn VALUES ('wechat', '2c30f277a09a288083680afcefd1402cd09d7268e1b66718544f82460527f032', '3bda49db3a782482f7d713d9693c14673b9eb0e29d409686d905d45ff2ee2d11', 16, '\x01af7b1d8fd010891ba8ed41766f9649e35f49e69fb5283fe585dc0d2056e2bc55dedf79bc2e088bd684a9b6521f47bd77a7ec84a184349661726ed368c318341d28b301a84f11497e88990e1c1ae2efc221d2eec0dfd39a35defda9a31d5ddc84819b74a8db9e68f241edf58a886930c6bd7a64dd31a79cc98147d5aafed85529ad264cc1687060b95d30906682a53b8a053a41db768d927703962c30204dbedc2c0e0daf9d23f6dbe324889afae5a11335c854bc9b6640313b1203cab08aabadedfbe2cfcaa541f334cecbe84f764ddbf7bd0e1fa250e2dcc308356148ccf3be030010eb0379ba63bac3829884b51a43721f956d9150282fa62acd9cb36500f7d8138101a141801fd23f86b7694b90dcf1bf10f287ac8b2aa31795a0311c6b58917e1a7ba803b2630bf641b359ec7a6c19ea4b76cc15122e61bfb28fa2725dd16e0072d3e9352be944894923af6f4a10efa2f02e87c3ae605db222aebd0ba39b9be281aefa307fad6b430da87377743f8710efe85122590ef81a1e75c7dd9d43b87f416258760d2105e9ec8df5daed5baefaa89508a245fb05c70a222c3adac762519b60946dc2921f0ccd4152e3491f1b24d8ad537032de65422d3c27343b6d2475b30c73693e23705b7bb6b5abb1db102cb93d27330d526312b5a3d474c11205db7aaaf829475bb9812724dd01da9a74e16a388fdd3fe5f191a8ce046b30abfe7819bf9546f1855034e0c75e8bd5849d328e2634c7ba2fd844a4bd52c7f50433138282209260', '2026-11-23 01:06:40+00', '2026-11-23 02:06:40+00');
INSERT INTO public.turn VALUES ('wechat', 'bdc868d14ea8b458645a4cae54b68ec18276920b70cccc62c026a49efb908984', '3bda49db3a782482f7d713d9693c14673b9eb0e29d409686d905d45ff2ee2d11', 17, '\x012ee7fee64224dad7efe99af310b1883ef510b9d24728cd60de6f27bd4e4137aa35bee26f9f553b9a35f8b485f53a798040439378ff80ce68466c238658cd11c9bbf18e5c96b93be58d39d629e5a93223c84798399272b68158478b23eb4bb849f737b25a957dac21e765ed0e5b3ae92f7c66478d032697eae6b5fd69182a25e74221de90b025bbff016c7c37e3dafa5a3548cfe0a1d73f7f7626776ea03049e7718b1ae0600828ae4bb2c732bb8a5ff04e4cb202f2f52b49365f21eb816c2d188873de4d378fa8aec41ae300150600e026408d5897c4b7a7cb63f44b44d9b24371c091d7c97304b4ba36855552a2f252cf849a4dde7f65f98a3def2dd1bd167e77456dc934d4ce30cfa74d2b272e11c399e06ee355456ec6042eb6b5b68ec21b79472a152fa429abdeed060a060de59f5651a548ebc81a69624920c7dc4cb79f8a8f1f37043b6fedae91b9e58ea7749d25cbd5832fb8be0f67655b40239c9d31e092e6083e9c3c6c1b5301d24412c0a3e8abd93b1d4cff48fdada7c374f60d72b7f9fd3f35a4b65c6e33e950c31e2d0bc19da85050d3f176fef9c0edbc2a9066e785a8f592e77d11974e8076187a3612b8abb0cbbe98d2206a4518ddd3e587b6853fec0f3be3a16692e7571980eb1d35da54c49ae797e7f5b4916fea50f6ea097f9d4f3f50ed502f6634fb8e77f30b89428191dfbe5fab01a8f944cd827affa5e0487c97b2a40985d7b5614745a45cdf21ab956359c1b4e923d50d2d0f72', '2026-11-23 01:07:00+00', '2026-11-23 02:07:00+00');
INSERT INTO public.turn VALUES ('wechat', '2e1c3f81fa7ee22a47fe3e79151bd1bc68c786a617d99b1774d218a3a891e329', '3bda49db3a782482f7d713d9693c14673b9eb0e29d409686d905d45ff2ee2d11', 18, '\x01efd4b75f21f42d17ec4fac83e22396d730c77cd3514a58b994d8aebac458655c05eaada180ed83535c0ea380fcef6202318ba9e464a8fe232686817f4e54993a9f92a341ee37fa0f82eb515ef62345b6bc82b8b7f0feb2556724c067801b44c6c1d29d492f053efa303d46eaa45fe4bc92298ee4a0c8c2e0c2bbd77c35c526a5dd36a158ba4d4e34abaf7c5a00563e5aad4e26062ca379155729e0d3b01b13b816e0f027bae922aa71f7b02d0b4a578affacc7818ad85cfb36a0e4b67857ed14ec49dd2a9103c491827772e30fe6e21385ac3a11e8d7a15466611e8e9d3a5240c820edf949a6597b48a7b47d4c84775352c5b178863b3b9009c6c7ab9adcabd7b5598d7091b769c7fc34bcc1a78dfe502b29639efd956adff3ff5f14a77953aa6d3deabb039f102a7daa819aeabb0932dfbb0e0208a099f20e265b71689b1c7c531d86132e3178b7254b758fdc93b4337f84364fe3bad9', '2026-11-23 01:07:20+00', '2026-11-23 02:07:20+00');
INSERT INTO public.turn VALUES ('wechat', '33e0150e72d63a1c0c0988f6eeb2765e991d63a4d4d83232b2ed2eb1e27b0123', '3bda49db3a782482f7d713d9693c14673b9eb0e29d409686d905d45ff2ee2d11', 19, '\x01b1351c661157370fe50b775d557588cb59ce0d4dc8dc2eeedad929e43e60ab3329f8cc97e55b3783d2adf979f7182d12d6b0b4b68935431f2023abf7741f07c198b28dae9b8302a85f87c9bef5a6b57e197d4a4fb64c14063b635108d86a6a82126ea947d7e4c287d4682c1d8122be0f23b4284929305afc77251b87876b6f2ddbd95473edeb64cb1852d4603d32ae95af889c60b2e30070d15ca2ed1a92a9fc1ebb17f4adee8b9aec09154ae31643c1b25c91902b255ff84d77211a067563869e7a4228b69d32833b8a02138d8944f1a7c6ebb2111e2b715f91ab924699a57edac2e0eecece6dc967467028ca5b86929b14414d6f8df638b4cf34c0461deba422177325a8b9d5297e291ad3d3a85c64c658e99e59337a84a111a3b1b5bca109fe6b2be214660c0df8e301a3a1e447564dbb9e45a1d86545081da91a6a8b2c4a1739', '2026-11-23 01:07:40+00', '2026-11-23 02:07:40+00');
INSERT INTO public.turn VALUES ('wechat', 'b94187ebd44a05b59a80f6a84e3a0b8b5cb1e7d804bdd8433000a16b7c969160', '3bda49db3a782482f7d713d9693c14673b9eb0e29d409686d905d45ff2ee2d11', 20, '\x01cd1a7fc24e373207404afbbeb6f74f134edca1ce8bc7dae6a8fa9b3434bfecae10762bd9df6af7feac8d454e47dd1215f42a271e6d254747b106d802f86dae581105dc3ca47426dfc797a8de191b36e08a7510852dffd6453c1cc260e6432aedd74fc98eb7ab5b5298ee77e13a9f424eda4e2b7bd42d40e3c919b8f500d573de3b1e7a7608466b28a9a9f4af76d177cd7c1b070c872347e6cdad0ab67bf273ec3f28223c658ee72286cec39fe892024d792b0f335f974405cf74f151ced5fdba505c461db11e4d1ef278b783427df5a6fd423b56b62748666133fd8faf1b5daef1c57f147beca7c3eeeeecd07e3ab41470075414c1233caca51af1311539e286718487da38ab68f6831be0c28b75c15cb79e3c1bf9f55bf23fb2fd9c07b9607f5c5d81843218421744c9b8061dd002a7a92bf55ed509ebc0bd819608463e67603076f0b761c0517e159fc4', '2026-11-23 01:08:00+00', '2026-11-23 02:08:00+00');
INSERT INTO public.turn VALUES ('wechat', '6aa110f7b1f97aff48d18c1891204b38c2ea891a7b4e7cc8ddbb297dcb12a9bd', '3bda49db3a782482f7d713d9693c14673b9eb0e29d409686d905d45ff2ee2d11', 21, '\x012c600bc96fd4dc67289cefaaf36a64ca4e7cb6548722cd9d3b986c3634d405b191650fdf4c4dafb5fa00dd44b3047c69228ffae7a06ff61939ff36a3f43b885da215df7889c45479978d2d8a84461816588673eb2512130e285ba3c1a13b492230b72d70bbedd3ae233074aaa0975eb5a96cf90cf9946cfd9eae8b4afd0842df8da149e9f95ea235f300080d38fdfa0a3ac3af970f515f64342d4f8486a80239e2b84de723ed275724c201c731e1e1787ca9e7526e05cb069f00f3047a83e69a354e6c1dbadb3568e6c52a845aba47cbc8ca55feaa99383b11084b6cc9b7e11c9b4fc968645e2c253076ab309d58a50e175fca212c9f620416097056f51afa72e276d1e1e6635e8d75a6a13205a21fa8f175d368954fa547528716d77fbcd403193d6fb70280a74f75cc82a22a7148e80e80bd4038702ee5b7c1364c81394400f9aad5ff5e4335660e52', '2026-11-23 01:08:20+00', '2026-11-23 02:08:20+00');
INSERT INTO public.turn VALUES ('wechat', '35adab227e31a82d370792a9674e287f95a0cf6c5074f3b54fba0270c01d15a8', '3bda49db3a782482f7d713d9693c14673b9eb0e29d409686d905d45ff2ee2d11', 22, '\x0145468ac06443afeee50c51322ae1dab8e252db3283f698d3f70b9749539f509d249a636ab1cf785d042ef06df29e3d37a4b2cee198834f0dbfe356005bd74801ba9f4dbffae073a2a031138add57f030935483e515336cef5b10d9e11b8fef446b85297b4c79151418660116b653c3de04ab17c7cd07f51f4047196126f8c8a8c4d9d7e53ac1c2233f7dd8db4721e2cece83f12c50247eb8dbf00b7f428b3bac155762e9f5a61c3cbbc3784f453cedd57dbd7fe154b1946caa8339623a0ffecb1949d9102a60fb84ee623bd1ac7e835c2ee36dec09d95a7f5372e79cd89ae5a0e598b03bc5f6c0e4591ca53ca0d25175625b6c3fccaa76e7a644c8b4f792d83d959a0fbf6d536b0d8b79b571d0f7832bc2a32fd968f52edadc544de96285d6ce6b090b0828713421d375215580fcca36b10070e7fe4a27514a8d0b309c4db1e9310fc0d227dd3eb719495eb0ae', '2026-11-23 01:08:40+00', '2026-11-23 02:08:40+00');
INSERT INTO public.turn VALUES ('wechat', '3eef382e5abb61a7ebeecefda22499b00db234d2fb670840f4b0e417d15336e5', '3bda49db3a782482f7d713d9693c14673b9eb0e29d409686d905d45ff2ee2d11', 23, '\x01fe8628d5e649719038163e706775ff4621083897c997d00e53512b23b178254d291915a9a745123384a2b937a18a5f602b77fb68737803f589372ddaaf95061d20554ff9f6670d44fe7ea361724b1c5a52baa1677d3b5be9e4f499bed9172c7159ed21a438928764dbc27c229a681293f1ce9b8af6533ec106a46a074c57299e2a7d465796be792887d8a0c282fc6c1f25cc478b9b5c0a9c8cc3f976b4c6ffc239b59c64f0991c50ae7fa1be8e2ed4784ce2933d153b4d4051918193bcc6ad9d3c8279f53fbab9ce83f7c7fd49b25898d2f32b80b88f42253b5df3f3e03c8a8609301fbe65981eb10dcc47ccba9614b74dc2b9efd62cb44aaeaf01c79ed6637b671cf900690feb5e2d8a156d968a67daaa005b9d6c1552c4df117381bb37b1b048fabba48402330db609b4731a501b115feb637d5ef15a52d5b686a405254bc3fe0071c369676ed9af1982f28843bad5b5c5035b6505fe66c0081841419188205a131d3449058964e8be6caf5a026b34745132115ea6be38329f1af0d294cc3decb4978daa9616cbf62f079699150e36107db25082d62e3381eb056387ed64604d1952e2d753b68fbf31e702005c2b38e5b783604cf0bfc87316a5a07cd09e74bb5a78a371916f0600047c8403f2a82f33a829a98dd5a678bff45011f2c458a3345ae3fc5d9fe1dbb673b693f818e62c1cb6f89a602b32c00b2b44751d2534deeb74d683087b9c6705472e285d1ed8af7845f5a9b1dd1e09fe92c63c0f926769847130523ea7446a3a76bd170cf9568cfa4ee341b7d08fddc832fd30e59fc012416ffabdc98d9f22ccdd6c7d1dfec09370df207a1c15299b39c53bc517aee439df3598a3e612fd82c9456704255101123a79f00ecb1c4760f23aabf78a8361a2678bcad4cac640f16f4dbb11a2ce6fcbefcabc35c0451c16d0b6159de6d54c0267d1ed8f59cec1fd02cc254096821064afac536b6dcf00c5d069e713dd674132516e77fa73194cdc20505a347d4cb07a5fac5a309d3e42b3fa198597fe805f5de42b74a44233f3e36a5b772652845228d5b07bd1fb7366ec33e10d0d801e9561812c44a82ce82c0b07eb6798e20184f5725a8f72b78133a358563f5bcd6adaa82524d1ee7056d93e91bcb88cb2967e3f5a1c025c4fb416953507bde15394921977d2b4961e6bf7a025c81e8f8a99a4dd18f46200b2fb153bd79d5de8fe505fdfc093cfd0476f173c2a176655285d0dd80de55c0fa3e6c033a4338ee47c58daa88c8dcbd5a5c13101087401ca023df63c9b1d380117eaa3534bc4d27b45af5735c7e601cb1c7a0ba22c7f3573c6c62b0a3547da3a7e6935b05b9c8525eb51ea08418e8be92fdbbd4238336c3aeb83ed9de8bebae42d7f55265845f8a7ee7f16f021aef8ca8ccd8980484775c7d2bd204987cb228aca33a223a7f100e50968025d26944b5ebff78841d6bc00a36b4c1b21342db7b604eeb9952a584c86a1c599ba8538b96fa9bb95d78bea7b72924e7e8c12f372d03c3e9347970b06a976ff0655e9aa7c3903eb039d014497bb879532f9f40aed2ece0b1bc113a16d9dd2516571858156405c7df30724086ef240f877e6769614e0d58d7d9171fce22c0139209c084b474b998bd9026c59e1e61772e028c8f1cd69278a79441572d7fc00cf45ca659ea9e2f8603a4a923d0dbdaf5b6bb2964327a0d1822b1998466536147ff04a7f3ad96bfc98c5979f527e4436088e3074729e23dc39ec097b32800351090d325d8ecd217ee3705a6213', '2026-11-23 01:09:00+00', '2026-11-23 02:09:00+00');
INSERT INTO public.turn VALUES ('wechat', '4c295a6585415d0a2f2a7b8b36b5b9225c9cade612f49a7df494f695656b4bca', '3bda49db3a782482f7d713d9693c14673b9eb0e29d409686d905d45ff2ee2d11', 24, '\x017c2b04768aba7474378f094e7a9cea5f581e049c580e2258c5bc4fff4b2cc020e9c8f3a650405a2b22cf2f2df858623ef652faafc56f7f817097fb84a996eac088afcf23229f372c1ae9ad166e4df20d93f78f884b52332481f2e849517ad78db401f5c8862c9aa138dc1922e85f40c7f4995a136734b7fbcc797cf243fcb2a48a9d3dd9b654bb991472be848c37fc3d88469874283ad44654f1689dda471979153f8f6e39b2679b8393f5490462300f4b97844089eeee4cc64b341ec60200d16a87c70875529cf79ec0e49167228ad5fa32c428d6fcea75770cbf4b818f3b8a6190db43c4742493cee7e0862a2281e4eb288508c4e2d149cff7a1d703c6b51cb02e0986781a083635e83eed70d09fbb42e3cb4213c97579bb09cafb7c4815f792d39cc256db4b8b1017693b78e492bb6ec44f964a560530d29cd3547f2046081a2a4310f4e8b41a2d25f2f4de79822f5f2cdead14a1077f7460cfed7c06f0336df21d4aea8d64ff98b5e4f94e95fa23068300e3e356f9d1019d6975296ab2aa5296b6a93ffb72b2c2042a51bf0b8124aa9b5cdc47ff105dc89cdd205687798a0088ee6fb9ebaac76f2dbc283fe4aa8945c1fb2f4f13fb77fa43d0c60d7fdcada3dae55fc828fa6faabc8a0f9e33409770ada95f2423a594d3e69f1f4b7134ea7e54ff4034f598ea2c284b19ad8d8cfa0302c81f8de3abc6ccacc73ce487b5976c2947496c7893ab9b49f279d18e00bd17a3834467c4c7b31e5a136dfd402b330d5f5ac8fbaf5ef868b7b85cc772f3beee9ac36910b7aa6c17ef6d02d4a28daf6fbf4dc483d2ba7a275cfb48dd6200d63984d91c68de36cd04ae4bcef3278a43f4160e6fed70c43379dffce9757136ae17629de480f417352446f7b71418386e365d049bb57911b0ada67233081de4bcb543e96b009a4a2e5743dcf01901ab5a1b05a88f43aeaefc5178e08f60c328da732fe51b4a44fc3f76a95ad3c922fb2bd7810ff8809ac73aa65bca7c84b368acadc796085612a40ff2b6fb2c176d943659b5b2e9459f16c30e4f287bac434f9b54234c35c21a767e2f75e20c88c09ae29c26414cb39ee56aebee54686dda73f8c73333da7e11b1a8ce6aa3d9655b514df55e90ee9798aaebe77f4e142613d9a9585ae995bff70c3ec62aebb37442ef9e0278d166374772d9d234896c8f9d6138fe5c8676466aa3bdd3c1986fdfae20512e6a55e6b5d23af1f982a7c8ae6a0927a9823aaa1bc708e1316c5c5ca4e2985e993227ae186961c010a6a3df5c33f6d6d306317dd66f49a33dc5e188ee734354d3fc9a73256e23e4d5d7e2788d35c0260e7a43d35aaba6a13002540cc2496b472d3b197c64d47522f58d9e5a45912968784be906d1529879e85c133fecff77451f158374d84d57832bbe49fc58d37915d7aade27e471662e09d10318ad5e6953fe348964cb48b6a5ea02b0160555b83cd8ba3012cb1215ae47e19560457edaa4c98d0cae75167d807dc22dd12deb3bb05f371899c29675fcfaee9652bc8191573179310fb604f6472cede7ecf8a8bc58ebf540e6fdc65eecff2529503890540c4e0baf86c61bbe385c40ad5f4fa4a53e56eb803df337a6318f3a12f5', '2026-11-23 01:09:20+00', '2026-11-23 02:09:20+00');
INSERT INTO public.turn VALUES ('wechat', '2cad77fc37d07803655c011f4b664f8e030bf265af68058b43c14ca130531107', '3bda49db3a782482f7d713d9693c14673b9eb0e29d409686d905d45ff2ee2d11', 25, '\x01c89cd76b88809d7ff7f5f76bcc11eee76a1843d22e82dda0cc16f8788bb3e04672aec13cbe88c868063da5e90129acc67d22b553b722deb91f55a186da0208ccc5887b03ea08c8a24b4e72ba0a47e5fb219a0ce1db619788d9f954b44e53b597a489172cbad9a9ece0d8523fbfea1392e38623378ba24c8cf2446ff7be48e70fe089e645ecdf2e9d6094f7a73fc3fc02b0f227f539d1f68657f7cc1882cb4e3ab43a2db1881a68c50eb393d30b47895a9554a238e96ca0bb36808d4fc946546b687db78cc84ac53c527369d1b610117ea28df651d507bbaae1b766e84c4a039b55af2865fe2316120490608a9fe8ef52a1d806ffa7f8537c4ab15f536ff4cd450d284fc04a58e747386dc6365f0c38ec38e8bea4215e879dcfce50712de2603d0b40c0f4a0440dcf3c90ea222cfdfeb53d075580976c3e82e2e6f9a8b758223a75be546b85c2a9c9884947057e9ffc', '2026-11-23 01:09:40+00', '2026-11-23 02:09:40+00');
INSERT INTO public.turn VALUES ('wechat', 'b288ee9abe1d9fedecddb1c1e81e5e88124c7ee6e433bba7833a6a59716ded26', '3bda49db3a782482f7d713d9693c14673b9eb0e29d409686d905d45ff2ee2d11', 26, '\x01c1c5aea632b4713bbc6dc12f821ccaf3a55d626ecf2e758b0b05e5713b2a230c1bd519b38a4f27a9435b4bceba194a7acbf7edb291dfe30c6ace9c5b9220ae69cb2c4df5700bc896aaf75a416e5c087cf8852a4910498b9979a4b66deba11aac30303d736184111a29d7ce496cea59e29ca7cdc562824448f52b4e5ea54e0fefb7a1c44df0906ae5c5c82cf45c9de9248cf22bf11e0e4997b3b27403b68a2a55e3f26c00ffa91c2f8f90d6a844744fc7184f0fe74b3201d50ea9662c9cde726a143ef997b03445375cfe21e42220bd241e2a932fdcc23f09fde3877ab9eec33b46e69c8ccef374e4', '2026-11-23 01:10:00+00', '2026-11-23 02:10:00+00');
INSERT INTO public.turn VALUES ('web', '85d7c3ae44445492038bcd9cfb7c89d9bcd1a1bbc456f8afcd5e9bf1fee6845a', '22d7f7b4e1aaa52ce0f0756e6c3b6677d2775a573b037033262b2831e75511ae', 1, '\x01908731c2b5528e6fe9ad2741f9a03d5a3f5e85124109b51c8efebf2c87970a67254a55e4c2bdaee67e243a0c654753c71a260e347e2842bd1b71e16a60fe57d3d381c2b1772081384eba80923d74ac50c2dc04a2f5f38f8b20859b713178a5dc0989212ecc47f3302bd7ce999e0b8c76fd5cecad9fe1b8cbc839dfe737738272a4304a0bf4048a14890975c930b1a4d7c2f4828742deeae67fa7eca387acfd89e6dfea0dc4e2020e3812dad9d70f44efab7706cb70083066503612fb2d2e75deb49bc2bbc8267f206934dfa1fe21940ebf3931a367e621e2f59b053881c54f70f4ba75f214def12b830adc80d6aa321be8cd43df452f0cd567be6e0afb56ffeb4018bb793de4e0f5dec8f4745073c93ae5ea4a9ce646394c215bdc7422a7b1d2b4822a0f21e105ba1bada776d17e63c1faf1b2642574c41150bb1e4d42b52d44e6e8daff8a4931396f025db878f2e45c0a29e923d2538e366e6e95b44e7e3752c192b7d1bbc8d42399c84f5c7dee2031f12f0cce81e6da7c5ddf4069cb13c8b96706c73eae0a69fc65631e9ae92634e3677cab204534d03ca1e9852be333d7db7f4c08d8b64c44706c3c898ce899fe44093624c3f5bb5ac0eae76cfda6207a075f4b4b83500f4ff40f774dbbddd058633d1f5a9a2c1c95e79bd8c04fd5a2a7cede87c5d715f7ac0cfda9d58b2938c62c8edc2f31a34e8ed04732af67025d42db8a2203bda015bcb1d3c6146658568e8f53fff901dd21bdef80325f5992f7e3c0544d9e668e5c595a6d172a52ed2ff5a3df54d5ed204588653e11f1144d0e1f34ed98612f536d21b968a5a12a6cb91a6c6f8080b42f7049a38a66222583d3d4c6ed2fb2f8e6faedfaad0e48b9028c3c0c2102ab45adc5e9a61b5030cc63526ce928cd73f86e001eda26bac34c479e8162d157f2ce34112099b5b6ea78ab4bee718ad9255f359860759ade576b53b8295e65eb0fb791a2a51ba107fc35620eb2bf6fa49b7e4e31116408f60c0754079745c9dd52d2f92460cdf91dd2ab22ba92a0cf52ab55c6cf4830bcf9555e13cd4c84d2d2e8db4a7c64dca9274dbeb1454390541f97d748562923a08a8fb0d3400026028fe66e700c4880857199f6144e3eeb0a51048378648210667b3c9a7cdc1e71f05c9f89773bf251f89184c2dd7bf0976be4d482b7dbb66288b2caf391c9014a466fb675965619c43890730bc7a60bc2dc0826fde0731b14c8ac0b58b4bc4f34309bbd54ca5e8d87f3ca53a0e8f7ff8107efbc809373e531b3597906bba1c7351cd9554dd4e915c2e16974172db9af0b2b83232fb0f98b03e29a2f59778054de1a3aa9bf05f8c0b706eea961b7e84b67a88b2dd6978552e55f89a25af19fd691e254f15861a86587743a0d45b5138f8e6ab24dd790a46fd673b6641b52eef2017e66f2251f25441b299b9504ae88cf826639285da0abf813519ec121c802a859dc25df9e1bf8379a65f0dd30d5130cb830fc59b564ac20b9a905ee362f2e0837df363d1d752c172df37585557ccad9b9f3335406d0aa3f6ea36bfb8727', '2026-11-23 01:11:40+00', '2026-11-24 01:11:40+00');
INSERT INTO public.turn VALUES ('web', 'c50c349766b825ed71222a86e322c499351db098625a4337fed2924b64609848', '22d7f7b4e1aaa52ce0f0756e6c3b6677d2775a573b037033262b2831e75511ae', 2, '\x01ce345792f250840a117216e98f0d197fb23c6d3e9a7ee2c1410396797d7ed6926d17b731999ec559b647177f5ab6189284275fd5d30270b34a2029bda6fb36f09c0f716015f17e06a51b9f396764f27e1901b524b0d20e29bb5d5e99c3b967dab40908f057dde5a11755468be35207c4a89a287f8abb99da98a21f36b8e14068386ff1335e9714944f6f57a466ea1159be3677d34484b9e314b0d4fc36e6ca3b8f7bc1d6763e54b5f27453f96407b97ea7862438eaba15129dddfc4f0036d0549ff851c41c6f595cf47aa11b2a77b4d8705a36daf6e4a3019add8ad9749bc002acb042bf1e428c44e3957a57d0308288184510a3c45b46b7cb425fdd5717557bface2deb28a4ee6c45f35f3c6d237c766d26ca1e33e929ddd68b0999ba895ca09d740038b854e2c6546ca87791aa83d07c0f01c9fc8aef66599a950e54d324e87a52a42b5165abbe7ce630b70c5ca9d3f11a8471cc97c6a64ebf61b227503798624562dc2a9ec06a873d42473c87c984d15893c2d5ba2ee5822d13f9a8b6fa17050137ed49c1158abc052e4be6e7ab1683115835d77c1243ae391539d7c8acfd13280ff7e48f19c93056ec827d1d566d278221f583fba36bd587d03c1ca33cd8eb86b8746af1712ba0bb9d5b3daacd938ef31fc950553dcd7e9cdf709b38814c77183d72363bf07b338d5de773ef57ff9f3910f55f1e86054c451e4846a07a3bb148a3a2fd27d0adebd27eb54de8600c20a3981dbfaf189fd17aa258ac78095c63cbbbae422523a938b4c073307020b4e1646359ffa61f372a40bd196bf2d3a32521a7843c6fc3994b032773af875298a3713e574ec05b0ac8993038c96cf7ac265bd5f8ba068a4f83f4', '2026-11-23 01:12:00+00', '2026-11-24 01:12:00+00');
INSERT INTO public.turn VALUES ('web', 'd1e13a8f2b02845f9ae4bf94afe205c98ae97f2970aa94ec526eea3e092937bb', '22d7f7b4e1aaa52ce0f0756e6c3b6677d2775a573b037033262b2831e75511ae', 3, '\x01e421a62e3b658c218a43d08378056b004d27a9151ee425e6c845bdb1621f93f53b180071717992ba34944007b1d022f0d46f5770fe6a6fc5ad24b9a7b441d4c182853d90b83b466b02e23ce85d827632e581eac32d4dd075e38c2e60dde37e0673e5277e5e5050e7412a65584c14bb86738582228a8728e18d85113ad9ff8a6c0214729f4f95c3ed7ed99bdc1d0174ba35eaaafb84d3f70eaa09732344923bf6929212c40d6f39779b34d36ace9b3f9b940b9b2186aca2cc44fb6c834a95edad23fb7ceb0def2390c7232a035248432de925083a5f50e8f1f60197cac45a89c7fc4733f9b10106b615742b536d701f9d9271cb28ca31ba7a76af5ab13a5006f7031bd168901a', '2026-11-23 01:12:20+00', '2026-11-24 01:12:20+00');


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: api_token api_token_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_name_key UNIQUE (name);


--
-- Name: api_token api_token_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_pkey PRIMARY KEY (token_hash);


--
-- Name: asked_question asked_question_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.asked_question
    ADD CONSTRAINT asked_question_pkey PRIMARY KEY (id);


--
-- Name: asked_reaction asked_reaction_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.asked_reaction
    ADD CONSTRAINT asked_reaction_pkey PRIMARY KEY (id);


--
-- Name: case_assist case_assist_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_assist
    ADD CONSTRAINT case_assist_pkey PRIMARY KEY (case_id, bureau);


--
-- Name: case_clock case_clock_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_clock
    ADD CONSTRAINT case_clock_pkey PRIMARY KEY (id);


--
-- Name: case_file case_file_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_file
    ADD CONSTRAINT case_file_pkey PRIMARY KEY (id);


--
-- Name: case_file case_file_reference_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_file
    ADD CONSTRAINT case_file_reference_key UNIQUE (reference);


--
-- Name: case_identity case_identity_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_identity
    ADD CONSTRAINT case_identity_pkey PRIMARY KEY (case_id);


--
-- Name: case_key case_key_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_key
    ADD CONSTRAINT case_key_pkey PRIMARY KEY (case_id);


--
-- Name: case_note case_note_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_note
    ADD CONSTRAINT case_note_pkey PRIMARY KEY (id);


--
-- Name: case_text case_text_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_text
    ADD CONSTRAINT case_text_pkey PRIMARY KEY (case_id);


--
-- Name: contact contact_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contact
    ADD CONSTRAINT contact_pkey PRIMARY KEY (person);


--
-- Name: conversation conversation_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.conversation
    ADD CONSTRAINT conversation_pkey PRIMARY KEY (person);


--
-- Name: desk_session desk_session_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.desk_session
    ADD CONSTRAINT desk_session_pkey PRIMARY KEY (token_hash);


--
-- Name: entry_version entry_version_number; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.entry_version
    ADD CONSTRAINT entry_version_number UNIQUE (entry_id, number);


--
-- Name: entry_version entry_version_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.entry_version
    ADD CONSTRAINT entry_version_pkey PRIMARY KEY (id);


--
-- Name: gap_decision gap_decision_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.gap_decision
    ADD CONSTRAINT gap_decision_pkey PRIMARY KEY (id);


--
-- Name: journal journal_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.journal
    ADD CONSTRAINT journal_pkey PRIMARY KEY (case_id, seq);


--
-- Name: mail mail_person_n; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.mail
    ADD CONSTRAINT mail_person_n UNIQUE (person, n);


--
-- Name: mail mail_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.mail
    ADD CONSTRAINT mail_pkey PRIMARY KEY (id);


--
-- Name: mark mark_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.mark
    ADD CONSTRAINT mark_pkey PRIMARY KEY (name);


--
-- Name: officer officer_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.officer
    ADD CONSTRAINT officer_name_key UNIQUE (name);


--
-- Name: officer officer_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.officer
    ADD CONSTRAINT officer_pkey PRIMARY KEY (id);


--
-- Name: outbox outbox_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (id);


--
-- Name: publication publication_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.publication
    ADD CONSTRAINT publication_pkey PRIMARY KEY (name);


--
-- Name: regression_question regression_question_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.regression_question
    ADD CONSTRAINT regression_question_pkey PRIMARY KEY (id);


--
-- Name: turn turn_person_no; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.turn
    ADD CONSTRAINT turn_person_no UNIQUE (person, turn_no);


--
-- Name: turn turn_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.turn
    ADD CONSTRAINT turn_pkey PRIMARY KEY (channel, message_key);


--
-- Name: asked_hour; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX asked_hour ON public.asked_question USING btree (hour, decision);


--
-- Name: asked_text_key; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX asked_text_key ON public.asked_question USING btree (text_key);


--
-- Name: case_bureau_due; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX case_bureau_due ON public.case_file USING btree (lead_bureau, state, next_due_on, id);


--
-- Name: case_due; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX case_due ON public.case_file USING btree (state, next_due_on, id);


--
-- Name: case_received; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX case_received ON public.case_file USING btree (received_at, id);


--
-- Name: entry_version_one_draft; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX entry_version_one_draft ON public.entry_version USING btree (entry_id) WHERE ((state)::text = 'draft'::text);


--
-- Name: ix_asked_reaction_asked_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_asked_reaction_asked_id ON public.asked_reaction USING btree (asked_id);


--
-- Name: ix_asked_reaction_hour; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_asked_reaction_hour ON public.asked_reaction USING btree (hour);


--
-- Name: ix_case_assist_bureau; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_case_assist_bureau ON public.case_assist USING btree (bureau);


--
-- Name: ix_case_clock_case_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_case_clock_case_id ON public.case_clock USING btree (case_id);


--
-- Name: ix_case_file_person; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_case_file_person ON public.case_file USING btree (person);


--
-- Name: ix_case_note_case_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_case_note_case_id ON public.case_note USING btree (case_id);


--
-- Name: ix_conversation_updated_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_conversation_updated_at ON public.conversation USING btree (updated_at);


--
-- Name: ix_desk_session_officer_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_desk_session_officer_id ON public.desk_session USING btree (officer_id);


--
-- Name: ix_entry_version_state; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_entry_version_state ON public.entry_version USING btree (state);


--
-- Name: ix_gap_decision_text_key; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_gap_decision_text_key ON public.gap_decision USING btree (text_key);


--
-- Name: ix_turn_expires_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_turn_expires_at ON public.turn USING btree (expires_at);


--
-- Name: outbox_next; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX outbox_next ON public.outbox USING btree (state, next_try_at);


--
-- Name: case_assist case_assist_case_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_assist
    ADD CONSTRAINT case_assist_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.case_file(id);


--
-- Name: case_clock case_clock_case_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_clock
    ADD CONSTRAINT case_clock_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.case_file(id);


--
-- Name: case_identity case_identity_case_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_identity
    ADD CONSTRAINT case_identity_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.case_file(id);


--
-- Name: case_key case_key_case_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_key
    ADD CONSTRAINT case_key_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.case_file(id);


--
-- Name: case_note case_note_case_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_note
    ADD CONSTRAINT case_note_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.case_file(id);


--
-- Name: case_text case_text_case_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_text
    ADD CONSTRAINT case_text_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.case_file(id);


--
-- Name: desk_session desk_session_officer_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.desk_session
    ADD CONSTRAINT desk_session_officer_id_fkey FOREIGN KEY (officer_id) REFERENCES public.officer(id);


--
-- Name: journal journal_case_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.journal
    ADD CONSTRAINT journal_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.case_file(id);


--
-- Name: mail mail_case_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.mail
    ADD CONSTRAINT mail_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.case_file(id);


--
-- Name: outbox outbox_case_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.case_file(id);


--
-- PostgreSQL database dump complete
--


